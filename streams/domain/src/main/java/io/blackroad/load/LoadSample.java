package io.blackroad.load;

import io.blackroad.agent.TaskCounts;
import java.util.List;

/**
 * Load of one target over one tick.
 *
 * @param sequence counts the samples of the target from 1
 * @param tick number of the tick: its end divided by its length
 * @param sums over all agents of the target
 * @param tasks counted since the last sample
 * @param cpuP50Permille median CPU use over the fresh agents, thousandths of the request
 * @param cpuP95Permille 95th percentile of the same
 * @param latencyP50Micros median of the agents' mean task latencies
 * @param latencyP95Micros 95th percentile of the same
 * @param sources what was read, a row a source partition
 */
public record LoadSample(
        long sequence,
        long tick,
        AgentSums sums,
        TaskCounts tasks,
        long cpuP50Permille,
        long cpuP95Permille,
        long latencyP50Micros,
        long latencyP95Micros,
        List<Source> sources) {

    public LoadSample {
        sources = List.copyOf(sources);
    }

    /**
     * How far one source partition is folded in.
     *
     * @param partition the partition
     * @param tick its newest tick in the sample
     * @param offsets how far its topics were read by then
     */
    public record Source(int partition, long tick, Partial.SourceOffsets offsets) {}
}
