package io.blackroad.scaling;

/** What bound the result of a decision. */
public enum Binding {
    /** Nothing: the rule got what it asked for. */
    NONE,
    /** The metric is within the band. */
    WITHIN_BAND,
    /** The rule's minimum. */
    MINIMUM,
    /** The rule's maximum. */
    MAXIMUM,
    /** The last change is too recent. */
    COOLDOWN,
    /** The last decision in this direction has not been applied by a controller. */
    UNCONFIRMED,
    /** An operator paused this direction. */
    PAUSED,
    /** Counting the missing samples against the change leaves no reason for it. */
    MISSING_SAMPLES,
    /** No agent has a fresh sample. */
    NO_FRESH_SAMPLE,
    /** No controller has said how many replicas run. */
    REPLICAS_UNKNOWN,
    /** The load is so near the target that a change is not worth it. */
    TOLERANCE,
    /** A stabilisation window still holds an older wish. */
    STABILIZED,
    /** So much was changed lately that the rate policies allow no more. */
    RATE_LIMITED,
    /** A schedule's bounds. */
    SCHEDULE,
    /** The money cap: more would cost more than it allows. */
    MONEY,
    /** The target went back and forth; changes that would reverse the last one are damped. */
    OSCILLATION,
    /** The fleet as a whole changes as often as it may. */
    FLEET_BUDGET,
    /** The signals contradict each other, so a source of samples seems dead. */
    DEAD_SOURCE,
    /** The last scale-ups did not help, so another one waits. */
    FUTILE
}
