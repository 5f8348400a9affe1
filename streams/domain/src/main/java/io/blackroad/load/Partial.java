package io.blackroad.load;

import io.blackroad.agent.TaskCounts;

/**
 * What one source partition knows of one target at the end of a tick. Absolute, so a lost one is healed by the next and
 * a repeated one changes nothing.
 *
 * @param partition source partition
 * @param partitions how many source partitions there are
 * @param tick number of the tick: its end divided by its length
 * @param sums over the partition's agents
 * @param tasks counted since the beginning
 * @param cpu sketch of the fresh agents' CPU use, thousandths of their request, as {@link Sketch#encoded()}
 * @param latency sketch of the agents' mean task latencies, microseconds
 * @param offsets how far the partition's topics were read
 */
public record Partial(
        int partition,
        int partitions,
        long tick,
        AgentSums sums,
        TaskCounts tasks,
        int[] cpu,
        int[] latency,
        SourceOffsets offsets) {

    /**
     * Offsets after the last fact read; -1 before the first.
     *
     * @param metric of the metric topic
     * @param task of the task topic
     * @param lifecycle of the lifecycle topic
     */
    public record SourceOffsets(long metric, long task, long lifecycle) {}
}
