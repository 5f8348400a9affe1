package io.blackroad.client.answer;

import java.time.Instant;

/**
 * Load of a target over one tick: sums over its agents.
 *
 * @param tickEnd end of the tick, event time
 * @param agents agents that count
 * @param fresh of them, with a fresh sample
 * @param missing of them, without
 * @param cpuUsedMillis thousandths of a core in use
 * @param cpuRequestedMillis thousandths of a core asked for
 * @param queued tasks that wait
 * @param inFlight tasks at work
 * @param arrivals tasks that came in the tick
 * @param completions tasks that were done in the tick
 * @param failures tasks that failed in the tick
 */
public record LoadSample(
        Instant tickEnd,
        int agents,
        int fresh,
        int missing,
        long cpuUsedMillis,
        long cpuRequestedMillis,
        long queued,
        long inFlight,
        long arrivals,
        long completions,
        long failures) {}
