package io.blackroad.scaling;

/**
 * A demand that a rule kind expects.
 *
 * @param milliReplicas thousandths of replicas that are expected to be needed
 * @param errorMilliReplicas how far such forecasts have been off, a standard deviation
 * @param horizonMicros how far ahead of the tick
 */
public record Forecast(long milliReplicas, long errorMilliReplicas, long horizonMicros) {}
