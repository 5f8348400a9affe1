package io.blackroad.agent;

import io.blackroad.decision.Outcome;

/** How lifecycle facts change an agent. */
public final class Lifecycles {
    private Lifecycles() {}

    /**
     * Folds one fact in.
     *
     * @param state the agent so far
     * @param fact what happened
     * @param lateBeforeMicros facts that occurred before this are late
     */
    public static Outcome<AgentState, Verdict> apply(AgentState state, LifecycleFact fact, long lateBeforeMicros) {
        if (!state.lifecycle().admits(fact.epoch(), fact.sequence())) {
            return Outcome.of(state, Verdict.DUPLICATE);
        }
        if (fact.occurredAtMicros() < lateBeforeMicros) {
            return Outcome.of(state, Verdict.LATE);
        }
        AgentStatus status = fact.status() == null ? unchanged(state, fact) : fact.status();
        AgentState booted = state.atBoot(fact.epoch());
        // Whoever stops or fails leaves nothing in a queue behind.
        AgentState left = status.alive() ? booted : booted.takenBack(task -> true);
        AgentState next = new AgentState(
                fact.description(),
                status,
                new Mark(fact.epoch(), fact.sequence()),
                state.task(),
                state.gpu(),
                fact.occurredAtMicros(),
                left.counts(),
                left.open(),
                left.ended());
        return Outcome.of(next, Verdict.APPLIED);
    }

    /** A move that is the first heard of a boot says that it lives, and what the boot before was binds it no more. */
    private static AgentStatus unchanged(AgentState state, LifecycleFact fact) {
        return fact.epoch() > state.lifecycle().epoch() ? AgentStatus.REGISTERED : state.status();
    }
}
