package io.blackroad.infra.simulation;

import io.blackroad.scaling.Answer;
import io.blackroad.scaling.ScaleRule;
import io.blackroad.scaling.TargetState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Everything there is, in virtual time. One seed gives one world, event by event. */
final class World {
    static final long START = 1_800_000_000L * Agenda.SECOND;
    private static final long LEASE = 15 * Agenda.SECOND;

    private final Agenda agenda = new Agenda(START);
    private final Channels channels = new Channels();
    private final Chance chance;
    private final Bug bug;
    private final Courier courier;
    private final List<Instance> instances = new ArrayList<>();
    private final List<AgentStage> agentStages = new ArrayList<>();
    private final List<LoadStage> loadStages = new ArrayList<>();
    private final List<GpuStage> gpuStages = new ArrayList<>();
    private final List<PlacementStage> placementStages = new ArrayList<>();
    private final AlertStage alertStage;
    private final CostStage costStage = new CostStage(channels, channels);
    private final Map<String, Workers> workers = new TreeMap<>();
    private final List<Nodes> nodes = new ArrayList<>();
    private final Map<String, Target> targets = new TreeMap<>();
    private final Map<String, Long> ruleVersions = new HashMap<>();
    private final Map<String, Map<Long, ScaleRule>> rules = new HashMap<>();
    private final Map<String, Long> answered = new HashMap<>();
    private final List<Check> checks = new ArrayList<>();
    private final List<Found> violations = new ArrayList<>();
    private Faults faults;
    private Season season = Season.FAULTS;
    private long alertVersion;
    private int notedRead;
    private long events;

    /** A promise that did not hold, and when. */
    record Found(Violation violation, long event, long at) {}

    /** What goes on. */
    enum Season {
        /** Everything, and all that can go wrong. */
        FAULTS,
        /** Nothing fails, and no more work comes. */
        HEALING,
        /** Controllers rest too. */
        CALM,
        /** Nobody says anything more. */
        SILENCE,
        /**
         * Time stands still too, and what the last tick has put out is read: without this a world was judged up to a turn of an
         * instance too soon, as whoever reads what another one commits only then comes to its own turn.
         */
        REST
    }

    World(long seed, Bug bug) {
        this.chance = new Chance(seed);
        this.bug = bug;
        this.faults = new Faults(chance.split());
        this.courier = new Courier(this, chance.split());
        Sites.TARGETS.forEach(target -> ruleVersions.put(target, 1L + chance.below(4)));
        alertVersion = 1 + chance.below(12);
        Sites.REGIONS.forEach(region -> workers.put(region, new Workers(this, region, Sites.PLACED.contains(region))));
        Surroundings around = new Surroundings(
                agenda::now,
                this::rule,
                () -> AlertRows.of(alertVersion),
                region -> workers.get(region).rows(),
                partition -> !agentStages.get(partition).drained(),
                bug);
        this.alertStage = new AlertStage(channels, channels, around);
        build(around);
        Sites.TARGETS.forEach(target -> targets.put(target, new Target(this, target)));
        for (int number = 0; number < 2; number++) {
            new Controller(this, number, chance.split());
        }
        new Follower(this, chance.split());
        checks();
        agenda.in(Agenda.SECOND, this::second);
    }

    private void build(Surroundings around) {
        for (int partition = 0; partition < Channels.PARTITIONS; partition++) {
            AgentStage stage = new AgentStage(partition, channels, channels, around);
            agentStages.add(stage);
            checks.add(new TwinCheck<>(
                    stage, new AgentStage(partition, channels, new Channels(), around), AgentStage::standing));
        }
        for (int partition = 0; partition < Channels.TARGET_PARTITIONS; partition++) {
            loadStages.add(new LoadStage(partition, channels, channels, around));
        }
        for (int region = 0; region < Sites.REGIONS.size(); region++) {
            GpuStage stage = new GpuStage(region, channels, channels, bug);
            gpuStages.add(stage);
            checks.add(new TwinCheck<>(stage, new GpuStage(region, channels, new Channels(), bug), GpuStage::standing));
            nodes.add(new Nodes(this, region));
            placementStages.add(new PlacementStage(region, channels, channels, around));
        }
        instances.add(new Instance(
                this,
                List.of(agentStages.get(0), loadStages.get(0), alertStage, gpuStages.get(0), placementStages.get(0)),
                chance.split()));
        instances.add(new Instance(
                this,
                List.of(
                        agentStages.get(1),
                        agentStages.get(2),
                        loadStages.get(1),
                        gpuStages.get(1),
                        placementStages.get(1),
                        costStage),
                chance.split()));
    }

    private void checks() {
        checks.add(new BalanceCheck(agentStages, channels));
        checks.add(new DecisionLogCheck(channels.decisions));
        checks.add(new ReplayCheck(channels.judged, bug));
        checks.add(new AlertCheck(channels.watched, alertStage));
        checks.add(new FenceCheck(channels));
        checks.add(new GrantCheck(channels.leases));
        checks.add(new BoundsCheck(channels.judged));
        checks.add(new HoldCheck(channels.judged));
        checks.add(new MoneyCheck(channels));
        checks.add(new BillCheck(channels, costStage));
        checks.add(new PlacementCheck(channels.turns, bug));
        checks.add(new RestCheck(this));
        checks.add(new BalancedCheck(this));
    }

    /** What happens now and then. */
    private void second() {
        if (season != Season.FAULTS && season != Season.REST) {
            // Where nobody speaks time stands still: nobody is lost, and the last tick does not end.
            for (int partition = 0; partition < Channels.PARTITIONS; partition++) {
                long now = agenda.now();
                channels.facts
                        .get(partition * Fact.TOPICS + Fact.METRIC)
                        .append(new Fact("metronome-" + partition, now, new Fact.Sample(1, now, 0, now)));
            }
        }
        changeRules(faults.ruleChange);
        if (chance.permille(faults.move)) {
            Stage<?> stage = chance.of(stages());
            instances.stream()
                    .filter(instance -> !stage.isOf(instance))
                    .findFirst()
                    .ifPresent(other -> other.takeOver(stage));
        }
        if (chance.permille(faults.nightOff)) {
            night(chance.between(1, 20) * 3_600 * Agenda.SECOND);
        }
        for (Target target : targets.values()) {
            if (chance.permille(faults.stranger)) {
                target.meddle();
            }
            for (Agent agent : target.agents()) {
                if (chance.permille(faults.agentDeath)) {
                    agent.die(chance.permille(500) ? chance.between(Agenda.SECOND, 5 * Agenda.SECOND) : 0);
                } else if (chance.permille(faults.agentPause)) {
                    agent.pause(chance.between(Agenda.SECOND, 15 * Agenda.SECOND));
                }
            }
            target.settle();
        }
        workers.values().forEach(Workers::second);
        for (Nodes each : nodes) {
            if (chance.permille(faults.nodeChange)) {
                each.change();
            }
        }
        agenda.in(Agenda.SECOND, this::second);
    }

    /** All is read, and then nobody does anything for some hours. */
    private void night(long micros) {
        courier.deliver();
        instances.forEach(Instance::finish);
        agenda.standStill(micros);
    }

    /** The row of each target's rule may become another, and so may those of the alerts. */
    void changeRules(int permille) {
        for (String target : Sites.TARGETS) {
            if (chance.permille(permille)) {
                ruleVersions.merge(target, 1L, Long::sum);
            }
        }
        if (chance.permille(permille)) {
            alertVersion++;
        }
    }

    private void run(long micros) {
        long end = agenda.end(micros);
        while (agenda.step(end)) {
            check();
        }
    }

    /** Goes over to the next season for so long. */
    void run(Season next, long micros) {
        season = next;
        if (season != Season.FAULTS) {
            faults = Faults.NONE;
        }
        run(micros);
    }

    void check() {
        events++;
        // Some ten thousand times a world: no iterators, no lambdas.
        for (int i = checks.size() - 1; i >= 0; i--) {
            try {
                checks.get(i).look();
            } catch (Violation violation) {
                found(violation, i);
            }
        }
    }

    void rest() {
        for (int i = checks.size() - 1; i >= 0; i--) {
            try {
                checks.get(i).atRest();
            } catch (Violation violation) {
                found(violation, i);
            }
        }
    }

    /** With a fault planted the other checks look on. */
    private void found(Violation violation, int check) {
        if (bug == Bug.NONE) {
            throw violation;
        }
        note(violation);
        checks.remove(check);
    }

    /** A promise did not hold. */
    void note(Violation violation) {
        violations.add(new Found(violation, events, agenda.now()));
    }

    Agenda agenda() {
        return agenda;
    }

    Channels channels() {
        return channels;
    }

    Chance chance() {
        return chance;
    }

    Courier courier() {
        return courier;
    }

    Faults faults() {
        return faults;
    }

    Bug bug() {
        return bug;
    }

    Season season() {
        return season;
    }

    long events() {
        return events;
    }

    List<Found> violations() {
        return violations;
    }

    List<Stage<?>> stages() {
        List<Stage<?>> all = new ArrayList<>(agentStages);
        all.addAll(loadStages);
        all.add(alertStage);
        all.addAll(gpuStages);
        all.addAll(placementStages);
        all.add(costStage);
        return all;
    }

    List<AgentStage> agentStages() {
        return agentStages;
    }

    List<GpuStage> gpuStages() {
        return gpuStages;
    }

    PlacementStage placementStage(String region) {
        return placementStages.get(Sites.REGIONS.indexOf(region));
    }

    Workers workers(String region) {
        return workers.get(region);
    }

    /** True when the placement of a region has seen the row of a worker. */
    boolean knows(String region, String worker) {
        return placementStage(region).kept().placed().workers().stream()
                .anyMatch(each -> each.id().equals(worker));
    }

    /** An agent that is not gone. */
    Optional<Agent> agent(String id) {
        return targets.get(Sites.targetOf(id)).agents().stream()
                .filter(agent -> agent.id().equals(id))
                .findFirst();
    }

    /** Agents that run on a worker, or did before it died. */
    List<Agent> agentsOn(String worker) {
        return targets.values().stream()
                .flatMap(target -> target.agents().stream())
                .filter(agent -> agent.worker().equals(worker))
                .toList();
    }

    Target target(String id) {
        return targets.get(id);
    }

    TargetState scaling(String target) {
        return loadStages.get(Sites.partition(target)).kept().targets().getOrDefault(target, TargetState.NEW);
    }

    private ScaleRule rule(String target) {
        return rules.computeIfAbsent(target, any -> new HashMap<>())
                .computeIfAbsent(ruleVersions.get(target), version -> Sites.rule(target, version, bug));
    }

    /** True while this controller holds the lease, or thinks so. */
    boolean leads(int controller) {
        return season.compareTo(Season.CALM) < 0
                && (faults.twoLeaders || (agenda.now() - START) / LEASE % 2 == controller);
    }

    void report(String target, Answer answer) {
        answered.merge(target, answer.sequence(), Math::max);
        channels.answers.get(Sites.partition(target)).append(new Channels.Answered(target, answer));
    }

    /** Highest sequence that the reports answer. */
    long answered(String target) {
        return answered.getOrDefault(target, 0L);
    }

    void noteRead(int offset) {
        notedRead = offset;
    }

    int notedRead() {
        return notedRead;
    }
}
