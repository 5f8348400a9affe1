package io.blackroad.infra.bench.workload;

import io.blackroad.schema.SchemaRegistry;
import io.blackroad.topic.Topics;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The facts of the fleet, one after the other: one in a hundred lifecycle, one in ten task, the rest metric samples, which
 * go round the agents. The same calls give the same facts. Counts what it gave.
 */
public final class FactMix {

    /** Facts of the mix a second that make each agent report once a second: 89 in 100 are samples. */
    public static double factsPerSample() {
        return 100.0 / 89;
    }

    private final BenchFleet fleet;
    private final FactForms forms;
    private final TaskFlow tasks;
    private final Load load;
    private final int[] newestCpu;
    private final int[] metricSequence;
    private final int[] lifecycleSequence;
    private long given;
    private long lifecycleFacts;
    private long taskFacts;
    private long metricFacts;
    private long allCpu;
    private int nextSample;
    private int nextChange;
    private Sent sent;

    /** How the CPU of every agent goes. */
    public enum Load {
        /** Within every rule's band in even seconds and above it in odd ones, so that each tick's reason differs from the last. */
        SWINGING,
        /** Within every rule's band all the time. */
        STEADY
    }

    /** A fleet whose load swings. */
    public FactMix(BenchFleet fleet, SchemaRegistry registry, long epochMicros) {
        this(fleet, registry, epochMicros, Load.SWINGING);
    }

    /** @param epochMicros boot of every agent, microseconds since 1970 */
    public FactMix(BenchFleet fleet, SchemaRegistry registry, long epochMicros, Load load) {
        this.load = load;
        this.fleet = fleet;
        this.forms = new FactForms(registry, epochMicros);
        this.tasks = new TaskFlow(fleet.agents());
        this.newestCpu = new int[fleet.agents()];
        this.metricSequence = new int[fleet.agents()];
        this.lifecycleSequence = new int[fleet.agents()];
    }

    /** An agent's first fact: busy, with its description. */
    public ProducerRecord<byte[], byte[]> register(int agent, long micros) {
        return lifecycle(agent, true, micros);
    }

    /** The next fact of the mix. */
    public ProducerRecord<byte[], byte[]> next(long micros) {
        long number = given++;
        if (number % 100 == 0) {
            int agent = nextChange++ % fleet.agents();
            return lifecycle(agent, nextChange % 2 == 0, micros);
        }
        return number % 10 == 5 ? task(micros) : sample(micros);
    }

    /** Ends the last tick: the counts stand as they are now, and {@link #closing} follows. */
    public Sent end(long tickEndMicros) {
        long cpu = 0;
        for (int millis : newestCpu) {
            cpu += millis;
        }
        sent = new Sent(
                lifecycleFacts,
                taskFacts,
                metricFacts + fleet.partitions(),
                tasks.submitted(),
                tasks.completed(),
                fleet.agents(),
                cpu,
                allCpu,
                metricFacts,
                tasks.open(),
                tickEndMicros);
        return sent;
    }

    /** A sample after the last tick, which closes it in a partition. */
    public ProducerRecord<byte[], byte[]> closing(int partition) {
        return sampleOf(fleet.agentOf(partition), sent.lastTickEndMicros());
    }

    private ProducerRecord<byte[], byte[]> lifecycle(int agent, boolean busy, long micros) {
        lifecycleFacts++;
        byte[] value = forms.lifecycle(agent, ++lifecycleSequence[agent], busy, micros);
        return new ProducerRecord<>(Topics.LIFECYCLE_CHANGED.name(), null, micros / 1_000, fleet.key(agent), value);
    }

    private ProducerRecord<byte[], byte[]> task(long micros) {
        taskFacts++;
        TaskFlow.Step step = tasks.next();
        byte[] value = forms.task(step, micros);
        return new ProducerRecord<>(Topics.TASK_CHANGED.name(), null, micros / 1_000, fleet.key(step.agent()), value);
    }

    private ProducerRecord<byte[], byte[]> sample(long micros) {
        int agent = nextSample;
        nextSample = nextSample + 1 == fleet.agents() ? 0 : nextSample + 1;
        return sampleOf(agent, micros);
    }

    private ProducerRecord<byte[], byte[]> sampleOf(int agent, long micros) {
        metricFacts++;
        int cpu = cpuMillis(agent, micros);
        newestCpu[agent] = cpu;
        allCpu += cpu;
        byte[] value = forms.metric(agent, ++metricSequence[agent], cpu, micros);
        return new ProducerRecord<>(Topics.METRIC_SAMPLED.name(), null, micros / 1_000, fleet.key(agent), value);
    }

    private int cpuMillis(int agent, long micros) {
        boolean high = load == Load.SWINGING && micros / 1_000_000 % 2 == 1;
        int permille = (high ? 950 : 600) + agent % 41 - 20;
        return BenchFleet.CPU_REQUESTED_MILLIS * permille / 1_000;
    }
}
