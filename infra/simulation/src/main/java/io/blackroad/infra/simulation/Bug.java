package io.blackroad.infra.simulation;

/** Faults in our own code that a test plants, to see that the right invariant notices. */
enum Bug {
    NONE,
    /** A fact that cannot be used is passed over without being counted. */
    DEAD_LETTER_DROPPED,
    /** After a crash the ledger is newer than the place in the log. */
    LEDGER_OUTLIVES_CRASH,
    /** A task's fact that comes twice counts twice. */
    DEDUPLICATION_OFF,
    /** State is kept although the place in the log that belongs to it is not. */
    AT_LEAST_ONCE,
    /** Decisions are readable before they are committed. */
    READ_UNCOMMITTED,
    /** A rule looks at the time of processing. */
    CLOCK_IN_DECISION,
    /** A target takes whatever is written last. */
    FENCE_DROPPED,
    /** A decision is also newer than itself. */
    FENCE_NOT_STRICT,
    /** Where somebody else wrote first, the controller takes its own write for done. */
    CONFLICT_IGNORED,
    /** A change is reported before it is made. */
    REPORT_BEFORE_APPLY,
    /** A lease is forgotten when the rows of the nodes change. */
    DOUBLE_GRANT,
    /** The time of the last change is forgotten. */
    COOLDOWN_FORGOTTEN,
    /** Who does not report counts as doing nothing. */
    MISSING_COUNTS_AS_IDLE,
    /** Some agents are left out when those of a target are summed up. */
    AGENTS_NOT_COUNTED,
    /** The placement is told nothing of some agents. */
    RESIDENTS_UNTOLD,
    /** A partition sends what changed instead of what is. */
    DELTAS,
    /** An agent that is silent is paid for. */
    COST_PAST_LAST_FACT,
    /** What agents hold is paid for by the time at which their facts are read. */
    COST_ON_PROCESSING_TIME,
    /** A fact that comes later than the grace begins what was used anew, and what had been is lost from the bill. */
    LATE_LOST_FROM_BILL,
    /** What was told of alerts does not outlive a crash. */
    ALERT_FORGOTTEN,
    /** How long a condition has held goes by the time at which it is judged. */
    ALERT_ON_PROCESSING_TIME,
    /** Whoever goes to another worker is for a moment also counted where it was. */
    COUNTED_TWICE_AFTER_MOVE,
    /** When an agent was moved last is forgotten. */
    MOVES_FORGOTTEN,
    /** A plan goes on when a worker of it is gone. */
    PLAN_OUTLIVES_WORKER,
    /** Who was named to go is forgotten. */
    VICTIMS_NAMED_TWICE;

    /** True for an agent that this fault, which is one of some agents only, is about. */
    boolean strikes(Bug planted, String agentId) {
        return this == planted && Math.floorMod(agentId.hashCode(), 5) == 0;
    }
}
