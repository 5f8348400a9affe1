package io.blackroad.streams.query;

/** Totals of one agent partition; absolute, so that two instances that both report it do not count it twice. */
public record PartitionTotals(int partition, long activeAgents) {}
