package io.blackroad.client.answer;

import java.time.Instant;

/**
 * One agent as it said of itself.
 *
 * @param id its id
 * @param region where it runs
 * @param service what it is scaled with
 * @param replica the replica that it runs in; empty when it did not say
 * @param worker the worker that it runs on; empty when it did not say
 * @param model the model that it works with
 * @param state the last change of its life, as in STARTED, BUSY or LOST
 * @param lastSeen time of its newest fact
 * @param fresh whether its metric sample counts as new
 * @param cpuUsedMillis thousandths of a core in use
 * @param cpuRequestedMillis thousandths of a core asked for
 * @param memoryUsedBytes memory in use
 * @param memoryRequestedBytes memory asked for
 * @param inFlight tasks at work, by its sample
 * @param queued tasks that wait, by its sample
 * @param tasks its task facts
 * @param stale whether a copy answered because the owner of the state could not: newer facts may be missing
 */
public record Agent(
        String id,
        String region,
        String service,
        String replica,
        String worker,
        String model,
        String state,
        Instant lastSeen,
        boolean fresh,
        long cpuUsedMillis,
        long cpuRequestedMillis,
        long memoryUsedBytes,
        long memoryRequestedBytes,
        long inFlight,
        long queued,
        TaskCounts tasks,
        boolean stale) {}
