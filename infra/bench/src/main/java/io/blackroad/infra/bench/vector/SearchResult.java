package io.blackroad.infra.bench.vector;

/**
 * How searches went.
 *
 * @param what who owned the vectors that were searched
 * @param recall share of the true ten nearest that were among the ten found
 * @param p50Micros half of the searches took no longer, microseconds
 * @param p99Micros 99 of 100 took no longer
 * @param bruteP50Micros half of the searches through everything took no longer
 */
public record SearchResult(String what, double recall, long p50Micros, long p99Micros, long bruteP50Micros) {}
