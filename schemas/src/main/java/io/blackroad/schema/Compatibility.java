package io.blackroad.schema;

/** What a registry demands of a subject's next schema. */
public enum Compatibility {
    /** Nothing. */
    NONE,
    /** Its readers read records of the latest schema. */
    BACKWARD,
    /** Its readers read records of every earlier schema. What this project registers with. */
    BACKWARD_TRANSITIVE,
    /** Readers of the latest schema read its records. */
    FORWARD,
    /** Readers of every earlier schema read its records. */
    FORWARD_TRANSITIVE,
    /** Both ways with the latest schema. */
    FULL,
    /** Both ways with every earlier schema. */
    FULL_TRANSITIVE
}
