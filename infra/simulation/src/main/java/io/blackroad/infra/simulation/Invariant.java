package io.blackroad.infra.simulation;

/** What must hold whatever fails. */
enum Invariant {
    /** Every fact read ends as exactly one of applied, duplicate, late, dead letter, and every task is counted once. */
    I1_BALANCE,
    /** Per target, decisions that readers of committed records see are numbered 1, 2, 3 and so on. */
    I2_DECISION_LOG,
    /** Folding the load log with the rule log gives the same decisions. */
    I3_DETERMINISM,
    /** What is written at a target, or granted on a card, follows the newest decision and never goes back. */
    I4_FENCE,
    /** No decision is outside a rule's bounds, larger than its step or sooner than its cooldown. */
    I5_BOUNDS,
    /** Without fresh, complete evidence nothing is scaled down. */
    I6_HOLD,
    /** State is that of an undisturbed run over the same facts. */
    I7_CONVERGENCE,
    /** Accruals are price times the integral of what was held, and agents, idle and overhead are the bill. */
    I9_MONEY,
    /** An alert is told once, in order, and fires when its condition has held for its time by event time. */
    ALERTS,
    /** An agent counts on one worker, the one that it says, and is sent only to workers that are there. */
    PLACES,
    /** No plan is open for longer than its answers are waited for, and nobody is moved again before its cooldown is over. */
    PLANS,
    /** Who is to go is named once. */
    VICTIMS
}
