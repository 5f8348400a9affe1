package io.blackroad.agent;

import io.blackroad.agent.TaskFact.TaskChange;
import io.blackroad.decision.Outcome;

/** Facts of the tests, and an agent that takes them in. */
final class Given {
    static final long NEVER_LATE = Long.MIN_VALUE;
    static final AgentDescription WORKER =
            new AgentDescription("us-east", "worker", "replica-1", "node-1", "model", 1_000, 1L << 30, 0);

    private Given() {}

    static TaskFact own(String task, TaskChange change, long epoch, long sequence) {
        return new TaskFact(task, change, false, epoch, sequence, 0);
    }

    static TaskFact intake(String task, TaskChange change) {
        return new TaskFact(task, change, true, 0, 0, 0);
    }

    static LifecycleFact life(AgentStatus status, long epoch, long sequence) {
        return new LifecycleFact(status, WORKER, epoch, sequence, 0);
    }

    /** An agent under test. */
    static final class Agent {
        AgentState state = AgentState.NEW;

        Verdict take(TaskFact fact) {
            return take(fact, NEVER_LATE);
        }

        Verdict take(TaskFact fact, long lateBefore) {
            return remember(Tasks.apply(state, fact, lateBefore));
        }

        Verdict take(LifecycleFact fact) {
            return remember(Lifecycles.apply(state, fact, NEVER_LATE));
        }

        private Verdict remember(Outcome<AgentState, Verdict> outcome) {
            Verdict verdict = outcome.decisions().get(0);
            if (verdict != Verdict.APPLIED && !outcome.state().equals(state)) {
                throw new AssertionError(verdict + " changed the state to " + outcome.state());
            }
            state = outcome.state();
            return verdict;
        }
    }
}
