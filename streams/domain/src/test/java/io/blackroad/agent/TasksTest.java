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

class TasksTest {
    private final Given.Agent agent = new Given.Agent();

    @ParameterizedTest
    // What an agent itself says of one task, and what is counted: submitted, started, completed, failed, cancelled.
    @CsvSource({
        "SUBMITTED, 1, 0, 0, 0, 0, 1, 0",
        "SUBMITTED STARTED, 1, 1, 0, 0, 0, 0, 1",
        "SUBMITTED STARTED COMPLETED, 1, 1, 1, 0, 0, 0, 0",
        "SUBMITTED STARTED FAILED, 1, 1, 0, 1, 0, 0, 0",
        "SUBMITTED CANCELLED, 1, 0, 0, 0, 1, 0, 0",
        "SUBMITTED STARTED CANCELLED, 1, 1, 0, 0, 1, 0, 0",
        "STARTED, 1, 1, 0, 0, 0, 0, 1",
        "COMPLETED, 1, 1, 1, 0, 0, 0, 0",
        "CANCELLED, 1, 0, 0, 0, 1, 0, 0",
        "SUBMITTED COMPLETED, 1, 1, 1, 0, 0, 0, 0",
    })
    void countsATaskOnceWhateverPartIsTold(
            String changes,
            long submitted,
            long started,
            long completed,
            long failed,
            long cancelled,
            int queued,
            int inFlight) {
        long sequence = 0;
        for (String change : changes.split(" ")) {
            assertThat(agent.take(own("t", TaskChange.valueOf(change), 1, ++sequence)))
                    .isEqualTo(Verdict.APPLIED);
        }
        assertThat(agent.state.counts()).isEqualTo(new TaskCounts(submitted, started, completed, failed, cancelled));
        assertThat(agent.state.queued()).isEqualTo(queued);
        assertThat(agent.state.inFlight()).isEqualTo(inFlight);
    }

    @Test
    void anIntakeMayRepeatItselfAtAnyTime() {
        assertThat(agent.take(intake("t", TaskChange.SUBMITTED))).isEqualTo(Verdict.APPLIED);
        assertThat(agent.take(intake("t", TaskChange.SUBMITTED))).isEqualTo(Verdict.DUPLICATE);
        agent.take(own("t", TaskChange.STARTED, 1, 1));
        assertThat(agent.take(intake("t", TaskChange.SUBMITTED))).isEqualTo(Verdict.DUPLICATE);
        agent.take(own("t", TaskChange.COMPLETED, 1, 2));
        assertThat(agent.take(intake("t", TaskChange.SUBMITTED))).isEqualTo(Verdict.DUPLICATE);
        assertThat(agent.take(intake("t", TaskChange.CANCELLED))).isEqualTo(Verdict.DUPLICATE);
        assertThat(agent.state.counts()).isEqualTo(new TaskCounts(1, 1, 1, 0, 0));
    }

    @Test
    void anIntakeThatSpeaksAfterTheAgentHasEndedIsARepeat() {
        agent.take(own("t", TaskChange.STARTED, 1, 1));
        agent.take(own("t", TaskChange.COMPLETED, 1, 2));
        assertThat(agent.take(intake("t", TaskChange.SUBMITTED))).isEqualTo(Verdict.DUPLICATE);
        agent.take(own("u", TaskChange.COMPLETED, 1, 3));
        assertThat(agent.take(intake("u", TaskChange.SUBMITTED))).isEqualTo(Verdict.DUPLICATE);
        assertThat(agent.state.counts()).isEqualTo(new TaskCounts(2, 2, 2, 0, 0));
        assertThat(agent.state.open()).isEmpty();
    }

    @Test
    void theAgentWinsOverAnIntakeThatCancelsTooLateAndTheOtherWayRound() {
        agent.take(intake("t", TaskChange.SUBMITTED));
        agent.take(own("t", TaskChange.COMPLETED, 1, 1));
        assertThat(agent.take(intake("t", TaskChange.CANCELLED))).isEqualTo(Verdict.DUPLICATE);
        agent.take(intake("u", TaskChange.SUBMITTED));
        agent.take(intake("u", TaskChange.CANCELLED));
        assertThat(agent.take(own("u", TaskChange.STARTED, 1, 2))).isEqualTo(Verdict.DUPLICATE);
        assertThat(agent.state.counts()).isEqualTo(new TaskCounts(2, 1, 1, 0, 1));
    }

    @ParameterizedTest
    @EnumSource(TaskChange.class)
    void whatAnAgentSaysTwiceIsARepeat(TaskChange change) {
        agent.take(own("t", change, 1, 5));
        AgentState once = agent.state;
        assertThat(agent.take(own("t", change, 1, 5))).isEqualTo(Verdict.DUPLICATE);
        assertThat(agent.take(own("other", change, 1, 4))).isEqualTo(Verdict.DUPLICATE);
        assertThat(agent.take(own("other", change, 0, 9))).isEqualTo(Verdict.DUPLICATE);
        assertThat(agent.state).isEqualTo(once);
    }

    @Test
    void aBootStartsTheCountAnew() {
        agent.take(own("t", TaskChange.SUBMITTED, 1, 5));
        assertThat(agent.take(own("u", TaskChange.SUBMITTED, 2, 1))).isEqualTo(Verdict.APPLIED);
        assertThat(agent.take(own("v", TaskChange.SUBMITTED, 1, 6))).isEqualTo(Verdict.DUPLICATE);
        assertThat(agent.state.counts().submitted()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"99, LATE", "100, APPLIED", "101, APPLIED"})
    void aFactIsLateOnlyBeforeTheGrace(long occurredAt, Verdict verdict) {
        TaskFact fact = new TaskFact("t", TaskChange.SUBMITTED, false, 1, 1, occurredAt);
        assertThat(agent.take(fact, 100)).isEqualTo(verdict);
    }

    @Test
    void aRepeatThatIsLateTooIsARepeat() {
        agent.take(own("t", TaskChange.SUBMITTED, 1, 1));
        assertThat(agent.take(own("t", TaskChange.SUBMITTED, 1, 1), 100)).isEqualTo(Verdict.DUPLICATE);
    }

    @Test
    void aLateFactLeavesRoomForTheNextOne() {
        TaskFact late = new TaskFact("t", TaskChange.SUBMITTED, false, 1, 1, 50);
        agent.take(late, 100);
        assertThat(agent.take(new TaskFact("u", TaskChange.SUBMITTED, false, 1, 2, 150), 100))
                .isEqualTo(Verdict.APPLIED);
    }

    @Test
    void theMemoryOfEndedTasksIsBounded() {
        for (int task = 0; task < Tasks.ENDED_LIMIT + 1; task++) {
            agent.take(intake("t" + task, TaskChange.SUBMITTED));
            agent.take(intake("t" + task, TaskChange.CANCELLED));
        }
        assertThat(agent.state.ended()).hasSize(Tasks.ENDED_LIMIT);
        assertThat(agent.take(intake("t1", TaskChange.SUBMITTED))).isEqualTo(Verdict.DUPLICATE);
        assertThat(agent.take(intake("t0", TaskChange.SUBMITTED))).isEqualTo(Verdict.APPLIED);
    }

    @Test
    void tasksThatOnlyTheAgentKnowsCostNoMemory() {
        agent.take(own("t", TaskChange.SUBMITTED, 1, 1));
        agent.take(own("t", TaskChange.COMPLETED, 1, 2));
        assertThat(agent.state.ended()).isEmpty();
    }

    @Test
    void aTaskThatEndsAfterItsAgentStoppedIsNotCountedAgain() {
        agent.take(own("t", TaskChange.SUBMITTED, 1, 1));
        agent.take(own("t", TaskChange.STARTED, 1, 2));
        // The lifecycle topic may be read ahead of the task topic.
        agent.take(life(AgentStatus.STOPPED, 1, 1));
        assertThat(agent.take(own("t", TaskChange.COMPLETED, 1, 3))).isEqualTo(Verdict.DUPLICATE);
        assertThat(agent.state.counts()).isEqualTo(new TaskCounts(1, 1, 0, 0, 1));
    }

    @Test
    void theHashIsThePublishedOne() {
        // Test vectors of FNV-1a, 64 bits, from its authors' page.
        assertThat(Tasks.hash("")).isEqualTo(0xcbf29ce484222325L);
        assertThat(Tasks.hash("a")).isEqualTo(0xaf63dc4c8601ec8cL);
        assertThat(Tasks.hash("foobar")).isEqualTo(0x85944171f73967e8L);
    }
}
