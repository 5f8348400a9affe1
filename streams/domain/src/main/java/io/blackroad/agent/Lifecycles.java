package io.blackroad.agent;

import io.blackroad.decision.Outcome;
import java.util.List;

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
        AgentStatus status = fact.status() == null ? state.status() : fact.status();
        // Whoever stops or fails leaves nothing in a queue behind; what it held is counted as taken back.
        boolean gone = !status.alive();
        TaskCounts takenBack = new TaskCounts(0, 0, 0, 0, gone ? state.open().size() : 0);
        AgentState next = new AgentState(
                fact.description(),
                status,
                new Mark(fact.epoch(), fact.sequence()),
                state.task(),
                state.gpu(),
                fact.occurredAtMicros(),
                state.counts().plus(takenBack),
                gone ? List.of() : state.open(),
                state.ended());
        return Outcome.of(next, Verdict.APPLIED);
    }
}
