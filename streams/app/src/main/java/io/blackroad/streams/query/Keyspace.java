package io.blackroad.streams.query;

/** What the partitions of a store are cut by. */
public enum Keyspace {
    /** Agent ids: the stores of the agent stage. */
    AGENT,
    /** Targets, {@code region/service}: the stores of the scaling stage. */
    TARGET,
    /** Regions: the stores of the GPU stage. */
    REGION,
    /** Regions: the stores of the placement stage. */
    PLACEMENT,
    /** The fleet as a whole, in one partition: the stores of the cost stage. */
    FLEET
}
