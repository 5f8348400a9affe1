package io.blackroad.plan;

import java.util.List;

/**
 * What this system itself needs for a fleet. Sizes follow from what was measured (ARCHITECTURE.md, "Measured").
 *
 * @param factsPerSecond facts that the agents write
 * @param agentPartitions partitions of the topics of agents' facts
 * @param brokers Kafka brokers
 * @param streamsInstances processes of the streams part, one of them as a standby
 * @param memoryShards Redis shards of the agents' memory
 * @param vectorNamespaces namespaces of the vector index
 */
public record ControlPlane(
        long factsPerSecond,
        int agentPartitions,
        int brokers,
        int streamsInstances,
        int memoryShards,
        int vectorNamespaces) {
    /** A heartbeat each second, with 10 % task and 2 % lifecycle facts beside it. */
    private static final long FACTS_PER_THOUSAND_AGENTS = 1_120;

    private static final long FACT_BYTES = 120;
    private static final long KEPT_SECONDS = 7L * 24 * 60 * 60;
    private static final int COPIES = 3;
    private static final long BROKER_BYTES_PER_SECOND = 100_000_000;

    /** A partition's facts for which a task stays well below a tick. */
    private static final long FACTS_PER_PARTITION = 17_500;

    private static final int LEAST_PARTITIONS = 8;
    private static final int PARTITIONS_PER_INSTANCE = 8;

    /** The guide's numbers, up to its largest fleet; as many again for each such fleet more. */
    private static final int SHARDS = 16;

    private static final int NAMESPACES = 10;
    private static final int GUIDE_AGENTS = 30_000;

    private static final Resource BROKER = new Resource(Resource.BROKER, "Kafka", 1, 2_000, 8_000_000_000L, 0, 0);
    private static final Resource STREAMS = new Resource(Resource.STREAMS, "", 1, 1_000, 2_000_000_000L, 0, 0);

    static ControlPlane of(int agents, boolean oneMachine) {
        long facts = ceil(agents * FACTS_PER_THOUSAND_AGENTS, 1_000);
        int partitions = (int) Math.max(LEAST_PARTITIONS, powerOfTwo(ceil(facts, FACTS_PER_PARTITION)));
        int brokers = (int) Math.max(COPIES, ceil(facts * FACT_BYTES * COPIES, BROKER_BYTES_PER_SECOND));
        int instances = Math.max(2, partitions / PARTITIONS_PER_INSTANCE);
        int fleets = (int) powerOfTwo(ceil(agents, GUIDE_AGENTS));
        return new ControlPlane(
                facts,
                partitions,
                oneMachine ? 1 : brokers,
                oneMachine ? 1 : instances,
                SHARDS * fleets,
                NAMESPACES * fleets);
    }

    /** Its machines; none when it runs on the one machine of the agents. */
    List<Resource> machines(boolean oneMachine) {
        if (oneMachine) {
            return List.of();
        }
        long disk = ceil(factsPerSecond * FACT_BYTES * KEPT_SECONDS * COPIES, brokers);
        Resource broker = new Resource(
                BROKER.name(), BROKER.product(), brokers, BROKER.cpuMillis(), BROKER.memoryBytes(), 0, disk);
        return List.of(broker, STREAMS.times(streamsInstances));
    }

    static long ceil(long value, long divisor) {
        return (value + divisor - 1) / divisor;
    }

    private static long powerOfTwo(long atLeast) {
        return atLeast <= 1 ? 1 : Long.highestOneBit(atLeast - 1) << 1;
    }
}
