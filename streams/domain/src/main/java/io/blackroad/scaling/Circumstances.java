package io.blackroad.scaling;

/**
 * What a decision depends on besides its rule, state and sample. All of it is in the evidence.
 *
 * @param tickMicros length of the sample's tick, microseconds
 * @param ready replicas that are ready, as last reported; -1 when never
 * @param replicaNanoDollarsPerHour price of a replica; 0 when unknown
 * @param fleetChanges changes of other targets in the last minute of event time
 */
public record Circumstances(long tickMicros, int ready, long replicaNanoDollarsPerHour, int fleetChanges) {

    /** Ticks of a second and nothing known. */
    public static final Circumstances PLAIN = new Circumstances(Micros.SECOND, -1, 0, 0);
}
