package io.blackroad.streams.agent;

/**
 * An agent's newest metric sample, as queries show it.
 *
 * @param heardAtMicros newest fact of any kind, event time; {@link Long#MIN_VALUE} when none since the start
 * @param sampledAtMicros newest metric sample; {@link Long#MIN_VALUE} when none since the start
 * @param cpuUsedMillis CPU used, thousandths of a core
 * @param memoryUsedBytes memory used
 * @param gpuUsedMillis GPU used, thousandths of a GPU
 * @param latencyMicros mean task latency
 */
public record AgentSample(
        long heardAtMicros,
        long sampledAtMicros,
        int cpuUsedMillis,
        long memoryUsedBytes,
        int gpuUsedMillis,
        int latencyMicros) {}
