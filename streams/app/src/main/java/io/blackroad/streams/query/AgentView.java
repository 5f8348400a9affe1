package io.blackroad.streams.query;

import java.time.Instant;

/**
 * One agent as the agent stage knows it. Memory is in bytes, CPU and GPU in thousandths of a core and of a card.
 *
 * @param replica replica that hosts it; empty when unknown
 * @param worker worker node that it runs on; empty when not placed
 * @param state name of the last lifecycle change, one of {@link AgentFilter#STATES}
 * @param epoch its boot, microseconds since 1970-01-01 UTC
 * @param lastSeen event time of its newest fact
 * @param fresh whether its metric sample is new enough to count; if not, the used numbers are the last known or 0
 * @param openTasks tasks submitted to it that have not ended
 */
public record AgentView(
        String id,
        String region,
        String service,
        String replica,
        String worker,
        String model,
        String state,
        long epoch,
        Instant lastSeen,
        boolean fresh,
        long cpuUsedMillis,
        long cpuRequestedMillis,
        long memoryUsedBytes,
        long memoryRequestedBytes,
        long gpuUsedMillis,
        long gpuRequestedMillis,
        long inFlight,
        long queued,
        long openTasks,
        TaskCounts tasks) {

    /** Task facts of the agent, counted since it was first heard of. */
    public record TaskCounts(long submitted, long started, long completed, long failed, long cancelled) {}
}
