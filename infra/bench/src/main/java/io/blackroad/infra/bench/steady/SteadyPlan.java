package io.blackroad.infra.bench.steady;

import java.util.Map;

/**
 * How a fleet in real time is measured.
 *
 * @param agents agents, each with one metric sample an interval
 * @param intervalMillis between two samples of one agent
 * @param tickMillis length of a tick
 * @param threads stream threads
 * @param warmupSeconds before the measure
 * @param seconds of the measure
 * @param watched whether the stages are watched for latency, which costs the broker some CPU
 * @param kafka further settings of the pipeline, by Kafka's names
 * @param profile file for a flight recording of the pipeline; null for none
 */
public record SteadyPlan(
        int agents,
        long intervalMillis,
        long tickMillis,
        int threads,
        int warmupSeconds,
        int seconds,
        boolean watched,
        Map<String, String> kafka,
        String profile) {
    private static final double FRESH_INTERVALS = 1.5;
    private static final long LEAST_FRESH_MILLIS = 5_000;

    /** The same pipeline with other settings. */
    SteadyPlan with(Map<String, String> otherKafka) {
        return new SteadyPlan(
                agents, intervalMillis, tickMillis, threads, warmupSeconds, seconds, watched, otherKafka, profile);
    }

    /** A sample is missing after one and a half report intervals, and not before the default. */
    long freshMillis() {
        return Math.max(LEAST_FRESH_MILLIS, (long) (FRESH_INTERVALS * intervalMillis));
    }
}
