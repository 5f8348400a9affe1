package io.blackroad.infra.simulation;

import io.blackroad.agent.TaskFact;
import io.blackroad.agent.TaskFact.TaskChange;
import io.blackroad.sink.controller.Order;
import io.blackroad.sink.controller.ReplicaCount;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A target as it really runs: what it was told and by which decision, its agents, and the work that comes. */
final class Target {
    /** How long agents are waited for that are named to go. */
    private static final long PATIENCE = 4 * Agenda.SECOND;

    private static final long[] TASKS_A_MINUTE = {0, 0, 20, 60, 180, 400};

    private final World world;
    private final String id;
    private final Chance chance;
    private final List<Agent> agents = new ArrayList<>();
    private int told;
    private int decided = ReplicaCount.NOT_KEPT;
    private long sequence;
    private long version;
    private List<String> named = List.of();
    private long patientUntil;
    private int born;
    private long rate;
    private int tasks;

    Target(World world, String id) {
        this.world = world;
        this.id = id;
        this.chance = world.chance().split();
        set(3 + chance.below(4));
        changeRate();
        arrive();
    }

    String id() {
        return id;
    }

    List<Agent> agents() {
        return agents;
    }

    int told() {
        return told;
    }

    long version() {
        return version;
    }

    ReplicaCount count() {
        int ready = (int) agents.stream()
                .filter(agent -> agent.phase() == Agent.Phase.SERVING)
                .count();
        return new ReplicaCount(told, Math.min(told, ready), sequence, decided);
    }

    /** Replicas and sequence in one write, if nobody wrote since and the sequence is above the one stored. */
    boolean write(Order order, long seenVersion) {
        boolean older =
                world.bug() == Bug.FENCE_NOT_STRICT ? order.sequence() < sequence : order.sequence() <= sequence;
        boolean fenced = seenVersion != version || older;
        if (fenced && world.bug() != Bug.FENCE_DROPPED) {
            return false;
        }
        world.channels().writes.append(new Channels.Written(id, sequence, order.sequence(), order.replicas()));
        sequence = order.sequence();
        decided = order.replicas();
        patientUntil =
                world.workers(Sites.region(id)).arePlaced() ? world.agenda().now() + PATIENCE : 0;
        set(order.replicas());
        return true;
    }

    /** These are to go by a decision. */
    void name(long bySequence, List<String> agentIds) {
        if (bySequence >= sequence) {
            named = agentIds;
            settle();
        }
    }

    /** Somebody else sets the replicas. */
    void meddle() {
        set(Math.max(1, told + chance.below(5) - 2));
    }

    private void set(int replicas) {
        told = replicas;
        version++;
        settle();
    }

    /** Starts what is lacking and drains what is too much: who is named, and when nobody is for some time, idle ones first. */
    void settle() {
        agents.removeIf(agent -> agent.phase() == Agent.Phase.GONE);
        List<Agent> staying = new ArrayList<>(agents);
        staying.removeIf(agent -> agent.phase() == Agent.Phase.DRAINING);
        for (int i = staying.size(); i < told; i++) {
            Agent agent = new Agent(world, Sites.agentId(id, ++born), id, place());
            agents.add(agent);
            agent.boot();
        }
        boolean patient = world.agenda().now() < patientUntil;
        staying.sort(Comparator.comparing((Agent agent) -> !named.contains(agent.id()))
                .thenComparing(agent -> !agent.idle()));
        for (int i = 0; i < staying.size() - told; i++) {
            if (!patient || named.contains(staying.get(i).id())) {
                staying.get(i).drain();
            }
        }
    }

    /** Half of the newcomers are put somewhere by whoever starts them. */
    private String place() {
        Workers workers = world.workers(Sites.region(id));
        if (!workers.arePlaced()) {
            return Sites.region(id) + "-w" + chance.below(3);
        }
        return chance.permille(500) ? workers.any() : "";
    }

    private void changeRate() {
        rate = TASKS_A_MINUTE[chance.below(TASKS_A_MINUTE.length)];
        world.agenda().in(chance.between(10 * Agenda.SECOND, 30 * Agenda.SECOND), this::changeRate);
    }

    private void arrive() {
        if (rate > 0 && world.season() == World.Season.FAULTS) {
            List<Agent> serving = agents.stream()
                    .filter(agent -> agent.phase() == Agent.Phase.SERVING)
                    .toList();
            if (!serving.isEmpty()) {
                submit(chance.of(serving));
            }
        }
        long mean = 60 * Agenda.SECOND / Math.max(20, rate);
        world.agenda().in(chance.between(1, 2 * mean), this::arrive);
    }

    private void submit(Agent agent) {
        String task = id + "#" + ++tasks;
        long now = world.agenda().now();
        world.courier().send(agent.id(), new Fact.Work(new TaskFact(task, TaskChange.SUBMITTED, true, 0, 0, now)));
        world.agenda().in(10 * Agenda.MILLI, () -> agent.give(task));
    }
}
