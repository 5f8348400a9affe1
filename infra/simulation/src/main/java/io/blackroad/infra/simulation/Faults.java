package io.blackroad.infra.simulation;

/**
 * How often what goes wrong, thousandths; 0 where this seed leaves it out. A world with every fault at once hides what a
 * world with a few shows, so each is drawn on or off.
 */
final class Faults {
    static final Faults NONE = new Faults();

    /** Of facts: the first sending is lost. */
    final int drop;
    /** Of facts: they are there twice. */
    final int repeat;
    /** Of facts: they come up to some seconds later than others of their agent. */
    final int delay;
    /** Of samples: the agent's clock is wrong by minutes, either way. */
    final int wrongClock;
    /** Of facts: nobody can read them. */
    final int garbage;
    /** Of turns of an instance: it dies in the middle of one. */
    final int crash;
    /** Of turns of an instance: it stands still, maybe past its transaction. */
    final int pause;
    /** Of agents a second: it dies without a word. */
    final int agentDeath;
    /** Of agents a second: it is silent for a while. */
    final int agentPause;
    /** Of steps of a controller: it dies between two of them. */
    final int controllerDeath;
    /** Of calls of a target's interface: it fails, maybe after all was done, or is carried out later. */
    final int interfaceFault;
    /** Of reports of a controller: they are there twice. */
    final int reportRepeat;
    /** Of seconds: a stage goes over to another instance. */
    final int move;
    /** Of seconds: everything stands still for hours. */
    final int nightOff;
    /** Of seconds: a rule's row changes. */
    final int ruleChange;
    /** Of seconds: a node's row changes. */
    final int nodeChange;
    /** Of seconds: a worker dies with all its agents. */
    final int workerDeath;
    /** Of seconds: a worker's row comes, changes or goes. */
    final int workerChange;
    /** Of orders to go somewhere: they are lost. */
    final int orderLoss;
    /** Of orders to go somewhere: they come again, late. */
    final int orderDelay;
    /** Of seconds: somebody else changes a target's replicas. */
    final int stranger;
    /** True when two controllers may both be sure that they lead. */
    final boolean twoLeaders;

    private Faults() {
        drop = repeat = delay = wrongClock = garbage = crash = pause = agentDeath = agentPause = 0;
        controllerDeath = interfaceFault = reportRepeat = ruleChange = nodeChange = stranger = 0;
        move = nightOff = 0;
        workerDeath = workerChange = orderLoss = orderDelay = 0;
        twoLeaders = false;
    }

    Faults(Chance chance) {
        drop = drawn(chance, 80);
        repeat = drawn(chance, 60);
        delay = drawn(chance, 80);
        garbage = drawn(chance, 10);
        crash = drawn(chance, 8);
        pause = drawn(chance, 5);
        agentDeath = drawn(chance, 12);
        agentPause = drawn(chance, 20);
        controllerDeath = drawn(chance, 60);
        interfaceFault = drawn(chance, 300);
        reportRepeat = drawn(chance, 150);
        ruleChange = drawn(chance, 60);
        nodeChange = drawn(chance, 80);
        stranger = drawn(chance, 15);
        workerDeath = drawn(chance, 60);
        workerChange = drawn(chance, 80);
        orderLoss = drawn(chance, 200);
        orderDelay = drawn(chance, 200);
        twoLeaders = chance.permille(500);
        wrongClock = drawn(chance, 30);
        move = drawn(chance, 120);
        nightOff = chance.permille(250) ? 20 : 0;
    }

    private static int drawn(Chance chance, int most) {
        return chance.permille(500) ? 1 + chance.below(most) : 0;
    }
}
