package io.blackroad.agent;

import static io.blackroad.agent.Given.intake;
import static io.blackroad.agent.Given.life;
import static io.blackroad.agent.Given.own;
import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.agent.TaskFact.TaskChange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LifecyclesTest {
    private final Given.Agent agent = new Given.Agent();

    @ParameterizedTest
    @EnumSource(AgentStatus.class)
    void takesTheStatusAndTheDescription(AgentStatus status) {
        LifecycleFact fact = new LifecycleFact(status, Given.WORKER, 3, 4, 77);
        assertThat(agent.take(fact)).isEqualTo(Verdict.APPLIED);
        assertThat(agent.state.status()).isEqualTo(status);
        assertThat(agent.state.description()).isEqualTo(Given.WORKER);
        assertThat(agent.state.description().target()).isEqualTo("us-east/worker");
        assertThat(agent.state.lifecycle()).isEqualTo(new Mark(3, 4));
        assertThat(agent.state.changedAtMicros()).isEqualTo(77);
        AgentState once = agent.state;
        assertThat(agent.take(fact)).isEqualTo(Verdict.DUPLICATE);
        assertThat(agent.state).isEqualTo(once);
    }

    @Test
    void whoOnlyMovesKeepsItsStatus() {
        agent.take(life(AgentStatus.BUSY, 1, 1));
        agent.take(life(null, 1, 2));
        assertThat(agent.state.status()).isEqualTo(AgentStatus.BUSY);
    }

    @ParameterizedTest
    @EnumSource(AgentStatus.class)
    void aBootThatIsFirstHeardOfByAMoveBeginsAnew(AgentStatus before) {
        agent.take(life(before, 1, 1));
        agent.take(life(null, 2, 2));
        assertThat(agent.state.status()).isEqualTo(AgentStatus.REGISTERED);
        assertThat(Transitions.refusal(agent.state, life(AgentStatus.STARTED, 2, 3)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"STOPPED, 0, 0, 2", "FAILED, 0, 0, 2", "DRAINING, 1, 1, 0", "IDLE, 1, 1, 0"})
    void whoIsGoneLeavesNothingInAQueue(AgentStatus status, int queued, int inFlight, long cancelled) {
        agent.take(own("t", TaskChange.SUBMITTED, 1, 1));
        agent.take(own("t", TaskChange.STARTED, 1, 2));
        agent.take(own("u", TaskChange.SUBMITTED, 1, 3));
        agent.take(life(status, 1, 1));
        assertThat(agent.state.queued()).isEqualTo(queued);
        assertThat(agent.state.inFlight()).isEqualTo(inFlight);
        assertThat(agent.state.counts()).isEqualTo(new TaskCounts(2, 1, 0, 0, cancelled));
    }

    @Test
    void anOldBootCannotWakeTheAgent() {
        agent.take(life(AgentStatus.IDLE, 2, 1));
        agent.take(life(AgentStatus.STOPPED, 2, 2));
        assertThat(agent.take(life(AgentStatus.IDLE, 1, 99))).isEqualTo(Verdict.DUPLICATE);
        assertThat(agent.state.status().alive()).isFalse();
        assertThat(agent.take(life(AgentStatus.IDLE, 3, 1))).isEqualTo(Verdict.APPLIED);
        assertThat(agent.state.status().alive()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void whatACrashedBootWorkedOnIsTakenBackByTheNext(boolean taskFactFirst) {
        agent.take(life(AgentStatus.BUSY, 1, 1));
        agent.take(own("mine", TaskChange.SUBMITTED, 1, 1));
        agent.take(intake("begun", TaskChange.SUBMITTED));
        agent.take(own("begun", TaskChange.STARTED, 1, 2));
        agent.take(intake("waits", TaskChange.SUBMITTED));
        // No STOPPED: the process was killed. Either topic may be read first.
        if (taskFactFirst) {
            agent.take(own("new", TaskChange.STARTED, 2, 1));
            agent.take(life(AgentStatus.BUSY, 2, 1));
        } else {
            agent.take(life(AgentStatus.BUSY, 2, 1));
            agent.take(own("new", TaskChange.STARTED, 2, 1));
        }
        assertThat(agent.state.open()).extracting(OpenTask::id).containsExactly("waits", "new");
        assertThat(agent.state.counts()).isEqualTo(new TaskCounts(4, 2, 0, 0, 2));
        assertThat(agent.take(own("mine", TaskChange.COMPLETED, 1, 3))).isEqualTo(Verdict.DUPLICATE);
        assertThat(agent.state.counts()).isEqualTo(new TaskCounts(4, 2, 0, 0, 2));
    }

    @ParameterizedTest
    @CsvSource({"99, LATE", "100, APPLIED"})
    void aFactIsLateOnlyBeforeTheGrace(long occurredAt, Verdict verdict) {
        LifecycleFact fact = new LifecycleFact(AgentStatus.IDLE, Given.WORKER, 1, 1, occurredAt);
        assertThat(Lifecycles.apply(AgentState.NEW, fact, 100).decisions()).containsExactly(verdict);
    }
}
