package io.blackroad.infra.bench.steady;

import java.util.List;

/**
 * What a fleet in real time showed.
 *
 * @param agents agents of the fleet
 * @param eventsPerSecond facts sent a second
 * @param tickMillis length of a tick
 * @param seconds measured
 * @param cores CPU of the pipeline's process over wall clock
 * @param cpuSecondsPerMillion CPU of the pipeline's process for a million facts
 * @param residentBytes memory of the pipeline's process at the end
 * @param brokerCores CPU of the broker's process over wall clock
 * @param latencies of each stage
 * @param differences between what was sent and what came out; empty when all is accounted for
 */
public record SteadyResult(
        int agents,
        double eventsPerSecond,
        long tickMillis,
        double seconds,
        double cores,
        double cpuSecondsPerMillion,
        long residentBytes,
        double brokerCores,
        List<LatencyResult> latencies,
        List<String> differences) {}
