package io.blackroad.producer.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.producer.sdk.MetricSample;
import io.blackroad.schema.TaskChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes down what a model tells, and fails at once on a fact that cannot follow from those before it. */
final class FleetLedger implements FleetEvents {
    enum Life {
        FREE,
        BUSY,
        DRAINING,
        STOPPED
    }

    final List<String> facts = new ArrayList<>();
    final Map<String, Life> agents = new LinkedHashMap<>();
    final Map<String, Long> wokeAt = new HashMap<>();
    final Map<String, TaskChange> tasks = new HashMap<>();
    final Map<TaskChange, Integer> ends = new HashMap<>();
    final List<String> orphans = new ArrayList<>();
    private final Map<String, String> running = new HashMap<>();
    private final Set<String> foreign = new HashSet<>();
    private long last;
    private long usedMillis;
    private long requestedMillis;
    private long queued;
    private long samples;
    private long latencySum;
    private long latencies;

    /** A task that somebody else told of. */
    void foreign(String taskId) {
        foreign.add(taskId);
        tasks.put(taskId, TaskChange.SUBMITTED);
    }

    private void note(long now, String fact) {
        assertThat(now).as("time of %s", fact).isGreaterThanOrEqualTo(last);
        last = now;
        facts.add(now + " " + fact);
    }

    @Override
    public void woke(ModelAgent agent, long now) {
        note(now, "woke " + agent.id());
        assertThat(agents.put(agent.id(), Life.FREE)).as(agent.id()).isNull();
        wokeAt.put(agent.id(), now);
    }

    @Override
    public void busy(ModelAgent agent, long now) {
        note(now, "busy " + agent.id());
        assertThat(agents.put(agent.id(), Life.BUSY)).isEqualTo(Life.FREE);
    }

    @Override
    public void idle(ModelAgent agent, long now) {
        note(now, "idle " + agent.id());
        assertThat(agents.put(agent.id(), Life.FREE)).isEqualTo(Life.BUSY);
    }

    @Override
    public void draining(ModelAgent agent, long now) {
        note(now, "draining " + agent.id());
        assertThat(agents.put(agent.id(), Life.DRAINING)).isIn(Life.FREE, Life.BUSY);
    }

    @Override
    public void stopped(ModelAgent agent, long now) {
        note(now, "stopped " + agent.id());
        assertThat(agents.put(agent.id(), Life.STOPPED)).isNotEqualTo(Life.STOPPED);
        assertThat(running).as("an agent stops without work").doesNotContainKey(agent.id());
    }

    @Override
    public void migrated(ModelAgent agent, String worker, long now) {
        note(now, "migrated " + agent.id() + " to " + worker);
        assertThat(agents.get(agent.id())).as("who drains or has stopped stays").isIn(Life.FREE, Life.BUSY);
    }

    @Override
    public void submitted(ModelAgent agent, ModelTask task, long now) {
        note(now, "submitted " + task.task().id() + " to " + agent.id());
        assertThat(agents.get(agent.id())).isIn(Life.FREE, Life.BUSY);
        assertThat(tasks.put(task.task().id(), TaskChange.SUBMITTED)).isNull();
    }

    @Override
    public void started(ModelAgent agent, ModelTask task, long now) {
        note(now, "started " + task.task().id());
        assertThat(running.put(agent.id(), task.task().id()))
                .as("one task at a time")
                .isNull();
        assertThat(tasks.put(task.task().id(), TaskChange.STARTED)).isEqualTo(TaskChange.SUBMITTED);
        assertThat(task.waitedMicros()).isNotNegative();
    }

    @Override
    public void ended(ModelAgent agent, ModelTask task, TaskChange how, String reason, long now) {
        note(now, how + " " + task.task().id());
        TaskChange before = tasks.put(task.task().id(), how);
        assertThat(before).isIn(TaskChange.SUBMITTED, TaskChange.STARTED);
        if (before == TaskChange.STARTED) {
            assertThat(running.remove(agent.id())).isEqualTo(task.task().id());
        }
        ends.merge(how, 1, Integer::sum);
    }

    @Override
    public void orphaned(String agentId, ModelTask task, String reason, long now) {
        note(now, "orphaned " + task.task().id());
        assertThat(tasks.put(task.task().id(), TaskChange.CANCELLED)).isEqualTo(TaskChange.SUBMITTED);
        orphans.add(agentId);
    }

    @Override
    public void sampled(ModelAgent agent, MetricSample sample, long now) {
        note(now, "sampled " + agent.id() + " " + sample);
        assertThat(agents.get(agent.id())).isIn(Life.FREE, Life.BUSY, Life.DRAINING);
        TargetPlan plan = agent.replica().target().plan();
        assertThat(sample.cpuUsedMillis()).isBetween(0, plan.cpuMillis());
        assertThat(sample.gpuUsedMillis()).isBetween(0, plan.gpuMillis());
        assertThat(sample.memoryUsedBytes()).isBetween(0L, plan.memoryBytes());
        usedMillis += sample.cpuUsedMillis();
        requestedMillis += plan.cpuMillis();
        queued += sample.queued();
        samples++;
        if (sample.latencyMicros() > 0) {
            latencySum += sample.latencyMicros();
            latencies++;
        }
    }

    /** Forgets the samples so far. */
    void newWindow() {
        usedMillis = 0;
        requestedMillis = 0;
        queued = 0;
        samples = 0;
        latencySum = 0;
        latencies = 0;
    }

    double utilization() {
        return (double) usedMillis / requestedMillis;
    }

    double queuedPerAgent() {
        return (double) queued / samples;
    }

    double latencyMicros() {
        return (double) latencySum / latencies;
    }

    long samples() {
        return samples;
    }

    long in(Life life) {
        return agents.values().stream().filter(each -> each == life).count();
    }

    long open() {
        return tasks.values().stream()
                .filter(each -> each == TaskChange.SUBMITTED || each == TaskChange.STARTED)
                .count();
    }
}
