package io.blackroad.infra.bench.rules;

/**
 * What ticks of one rule took, on one thread.
 *
 * @param p50Micros median tick, all targets
 * @param p99Micros 99th percentile of the same
 * @param changes scale-ups and scale-downs that were decided meanwhile
 */
public record RuleRow(String name, int targets, int ticks, double p50Micros, double p99Micros, long changes) {}
