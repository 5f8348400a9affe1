package io.blackroad.infra.bench.steady;

/**
 * How long after the end of their tick the records of one stage could be read.
 *
 * @param stage of the way
 * @param records that were seen
 * @param p50Millis half were read by then; -1 without records
 * @param p99Millis 99 in 100
 * @param maxMillis the last
 */
public record LatencyResult(String stage, int records, long p50Millis, long p99Millis, long maxMillis) {}
