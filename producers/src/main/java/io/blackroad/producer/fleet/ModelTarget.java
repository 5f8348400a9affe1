package io.blackroad.producer.fleet;

import io.blackroad.producer.sdk.Task;
import io.blackroad.producer.sdk.TokenSpeed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** One target of the model: its replicas, its agents and their work. */
final class ModelTarget {
    /** An agent that somebody gives a year of work must not be lost to the fleet. */
    static final long LONGEST_TASK_MICROS = 3_600_000_000L;

    private final TargetPlan plan;
    private final Timers timers;
    private final FleetEvents events;
    private final Consumer<ModelAgent> wakes;
    private final ReplicaSet replicas = new ReplicaSet(this);
    private final Leavers leavers;
    private final Dispatcher dispatcher;
    private final Arrivals arrivals;
    private final Map<String, ModelAgent> agents = new HashMap<>();

    /** @param wakes hears of every agent that wakes */
    ModelTarget(TargetPlan plan, FleetSetup setup, Timers timers, FleetEvents events, Consumer<ModelAgent> wakes) {
        this.plan = plan;
        this.timers = timers;
        this.events = events;
        this.wakes = wakes;
        this.leavers = new Leavers(this, replicas, timers, setup.victimPatience());
        SplittableRandom random = new SplittableRandom(setup.seed() ^ plan.id().hashCode() * 0x9E3779B97F4A7C15L);
        this.dispatcher = new Dispatcher(random.split(), setup.workload().failureShare(), timers, events);
        String idPrefix = "t-" + setup.run() + "-" + agentPrefix();
        this.arrivals = new Arrivals(this, setup.workload(), random.split(), timers, idPrefix);
    }

    TargetPlan plan() {
        return plan;
    }

    String agentPrefix() {
        return plan.region() + "-" + plan.service() + "-";
    }

    int told() {
        return replicas.told();
    }

    int ready() {
        return replicas.ready();
    }

    int agents() {
        return agents.size();
    }

    int waiting() {
        return dispatcher.waiting();
    }

    /** Whether an agent of this name is or was one of this target. */
    boolean owns(String agentId) {
        return agents.containsKey(agentId)
                || agentId.startsWith(agentPrefix())
                        && agentId.substring(agentPrefix().length()).matches("\\d+-a\\d+");
    }

    /** Whether a replica of this name is or was one of this target. */
    boolean hosts(String replica) {
        return replica.startsWith(agentPrefix())
                && replica.substring(agentPrefix().length()).matches("\\d+");
    }

    /** The first replicas appear over {@code spreadMicros}, then requests arrive. */
    void start(long spreadMicros) {
        List<ModelReplica> first = replicas.grow(plan.initialReplicas());
        for (int i = 0; i < first.size(); i++) {
            timers.add(spreadMicros * i / first.size(), first.get(i));
        }
        timers.add(spreadMicros, arrivals::start);
    }

    void scale(int wanted, long now) {
        for (ModelReplica replica : replicas.grow(wanted)) {
            timers.add(now + plan.startDelay().toNanos() / 1_000, replica);
        }
        leavers.shrink(now);
    }

    /** Replicas that are to go when fewer are to run, the first of them first. */
    void leave(List<String> names, long now) {
        leavers.name(names, now);
    }

    /** An agent goes to another worker, once its task is done. */
    void move(String agentId, String worker, long now) {
        ModelAgent agent = agents.get(agentId);
        if (agent == null || !agent.serving()) {
            return;
        }
        agent.goal(worker);
        if (agent.current() == null) {
            arrive(agent, now);
        }
    }

    private void arrive(ModelAgent agent, long now) {
        if (agent.serving() && !agent.goal().isEmpty()) {
            events.migrated(agent, agent.goal(), now);
            agent.goal("");
        }
    }

    void started(ModelReplica replica, long now) {
        replica.enter(ModelReplica.Phase.READY);
        for (int i = 1; i <= plan.agentsPerReplica(); i++) {
            ModelAgent agent = new ModelAgent(replica.name() + "-a" + i, replica, now);
            replica.agents().add(agent);
            agents.put(agent.id(), agent);
            events.woke(agent, now);
            dispatcher.join(agent);
            wakes.accept(agent);
        }
        if (!arrivals.started()) {
            replica.agents().forEach(agent -> arrivals.begun(now).ifPresent(task -> dispatcher.give(agent, task, now)));
        }
        dispatcher.release(now);
    }

    /** All leave before the first queue moves, or tasks would move to an agent that goes next. */
    void drain(List<ModelReplica> leaving, long now) {
        for (ModelReplica replica : leaving) {
            replica.enter(ModelReplica.Phase.DRAINING);
            for (ModelAgent agent : replica.agents()) {
                agent.drain();
                dispatcher.leave(agent);
                events.draining(agent, now);
            }
        }
        for (ModelReplica replica : leaving) {
            for (ModelAgent agent : List.copyOf(replica.agents())) {
                dispatcher.moveQueue(agent, now);
                retireIfDone(agent, now);
            }
        }
    }

    void submit(ModelTask task, long now) {
        dispatcher.submit(task, now);
    }

    /** A task that an intake submitted to one of this target's agents, which may be gone by now. */
    void submitTo(String agentId, Task task, long now) {
        ModelTask arrived = ModelTask.arrived(sized(task), now);
        ModelAgent agent = agents.get(agentId);
        if (agent != null) {
            dispatcher.submitTo(agent, arrived, now);
            return;
        }
        events.orphaned(agentId, arrived, "the agent is gone, the task moves", now);
        dispatcher.submit(arrived.again(), now);
    }

    private Task sized(Task task) {
        long byTokens = TokenSpeed.DEFAULT.serviceMicros(task.inputTokens(), task.outputTokens());
        long micros = task.serviceMicros() > 0 ? task.serviceMicros() : byTokens;
        if (micros == 0) {
            micros = arrivals.serviceMicros();
        }
        long bounded = Math.min(LONGEST_TASK_MICROS, micros);
        return new Task(task.id(), task.region(), task.inputTokens(), task.outputTokens(), bounded);
    }

    void finished(ModelAgent agent, long now) {
        if (agent.stopped()) {
            return;
        }
        dispatcher.finish(agent, now);
        arrive(agent, now);
        retireIfDone(agent, now);
    }

    private void retireIfDone(ModelAgent agent, long now) {
        if (!agent.serving() && agent.load() == 0) {
            retire(agent, now);
        }
    }

    private void retire(ModelAgent agent, long now) {
        agent.stop();
        agents.remove(agent.id());
        agent.replica().agents().remove(agent);
        events.stopped(agent, now);
        if (agent.replica().agents().isEmpty()) {
            replicas.remove(agent.replica());
        }
    }

    /** Ends every agent at once; what they had to do is cancelled. */
    void stop(String reason, long now) {
        for (ModelReplica replica : List.copyOf(replicas.all())) {
            for (ModelAgent agent : List.copyOf(replica.agents())) {
                dispatcher.cancelAll(agent, reason, now);
                retire(agent, now);
            }
        }
    }
}
