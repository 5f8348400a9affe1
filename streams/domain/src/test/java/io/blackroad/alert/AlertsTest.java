package io.blackroad.alert;

import static io.blackroad.alert.AlertChange.State.FIRING;
import static io.blackroad.alert.AlertChange.State.PENDING;
import static io.blackroad.alert.AlertChange.State.RESOLVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.blackroad.decision.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertsTest {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    private final List<AlertChange> changes = new ArrayList<>();
    private List<AlertRule> rules = List.of();
    private AlertsState state = AlertsState.EMPTY;

    private void tick(long second, FleetMoment fleet) {
        Outcome<AlertsState, AlertChange> outcome = Alerts.decide(rules, state, fleet, START.plusSeconds(second));
        state = outcome.state();
        changes.addAll(outcome.decisions());
    }

    /** The fleet stays as it is from one second to another, both included. */
    private void stays(long from, long to, FleetMoment fleet) {
        for (long second = from; second < to; second += 30) {
            tick(second, fleet);
        }
        tick(to, fleet);
    }

    private List<AlertChange> of(Condition condition) {
        return changes.stream()
                .filter(change -> change.alert().equals(condition.alert()))
                .toList();
    }

    private static FleetMoment fleet(int agents, long queued, long gpuUsed, long gpuHeld) {
        return new FleetMoment(agents, "scale", 30_000, queued, agents, 0, gpuUsed, gpuHeld);
    }

    @ParameterizedTest
    @CsvSource({
        // agents, queued, GPU used, GPU held: which of the guide's three begin
        "23999,  0,     800, 1000, AgentCountLow",
        "24000,  0,     800, 1000, PhaseNearlyFull",
        "23999,  10000, 800, 1000, AgentCountLow",
        "23999,  10001, 800, 1000, AgentCountLow TaskQueueBacklog",
        "23999,  0,     299, 1000, AgentCountLow GPUUtilizationLow",
        "23999,  0,     300, 1000, AgentCountLow",
        "23999,  0,     0,   0,    AgentCountLow"
    })
    void theGuidesExpressionsAtTheirEdges(int agents, long queued, long used, long held, String begun) {
        tick(0, fleet(agents, queued, used, held));

        assertThat(changes).extracting(AlertChange::alert).containsExactly(begun.split(" "));
        assertThat(changes).extracting(AlertChange::state).containsOnly(PENDING);
    }

    @ParameterizedTest
    @CsvSource({
        "AGENT_COUNT_LOW, 300, warning",
        "TASK_QUEUE_BACKLOG, 600, critical",
        "GPU_UTILIZATION_LOW, 1800, warning"
    })
    void anAlertFiresAfterTheGuidesTimeAndNotATickBefore(Condition condition, long seconds, String severity) {
        FleetMoment bad = fleet(1_000, 10_001, 1, 1_000);
        for (long second = 0; second < seconds; second++) {
            tick(second, bad);
        }
        assertThat(of(condition)).extracting(AlertChange::state).containsExactly(PENDING);

        tick(seconds, bad);
        tick(seconds + 1, bad);

        assertThat(of(condition))
                .extracting(AlertChange::state, AlertChange::sequence, AlertChange::since, AlertChange::at)
                .containsExactly(
                        tuple(PENDING, 1L, START, START), tuple(FIRING, 2L, START, START.plusSeconds(seconds)));
        assertThat(of(condition)).extracting(AlertChange::severity).containsOnly(severity);
    }

    @Test
    void aConditionThatEndsResolvesAndBeginsAnew() {
        tick(0, fleet(1_000, 10_001, 800, 1_000));
        tick(599, fleet(1_000, 10_000, 800, 1_000));
        stays(600, 1_199, fleet(1_000, 10_001, 800, 1_000));
        tick(1_200, fleet(1_000, 10_001, 800, 1_000));
        tick(1_201, fleet(1_000, 7, 800, 1_000));

        assertThat(of(Condition.TASK_QUEUE_BACKLOG))
                .extracting(AlertChange::state, AlertChange::sequence, AlertChange::since)
                .containsExactly(
                        tuple(PENDING, 1L, START),
                        tuple(RESOLVED, 2L, START),
                        tuple(PENDING, 3L, START.plusSeconds(600)),
                        tuple(FIRING, 4L, START.plusSeconds(600)),
                        tuple(RESOLVED, 5L, START.plusSeconds(600)));
        assertThat(of(Condition.TASK_QUEUE_BACKLOG).get(4).summary())
                .isEqualTo("7 tasks wait, the threshold is 10,000");
    }

    @Test
    void theSummaryHasTheNumbers() {
        tick(0, new FleetMoment(17_500, "scale", 30_000, 12_345, 17_500, 0, 8_500, 60_000));

        assertThat(changes)
                .extracting(AlertChange::summary)
                .containsExactly(
                        "17,500 agents are alive, 80 % of the 30,000 of phase scale are 24,000",
                        "12,345 tasks wait, the threshold is 10,000",
                        "8.5 of 60.0 GPUs that agents hold are used, 14.2 %; the threshold is 30 %");
    }

    @Test
    void aNightWithoutFactsIsNoTimeInWhichItHeld() {
        FleetMoment bad = fleet(1_000, 10_001, 800, 1_000);
        stays(0, 300, bad);
        tick(30_000, bad);
        assertThat(of(Condition.TASK_QUEUE_BACKLOG))
                .extracting(AlertChange::state, AlertChange::since)
                .containsExactly(tuple(PENDING, START), tuple(PENDING, START.plusSeconds(30_000)));
        stays(30_001, 30_599, bad);
        assertThat(of(Condition.TASK_QUEUE_BACKLOG)).hasSize(2);
        tick(30_600, bad);
        assertThat(of(Condition.TASK_QUEUE_BACKLOG)).last().satisfies(change -> {
            assertThat(change.state()).isEqualTo(FIRING);
            assertThat(change.sequence()).isEqualTo(3);
        });
        tick(90_000, bad);
        assertThat(of(Condition.TASK_QUEUE_BACKLOG)).as("what fires goes on").hasSize(3);
    }

    @Test
    void timeInWhichNobodyKnowsIsNoTimeInWhichItHeld() {
        stays(0, 300, fleet(1_000, 0, 1, 1_000));
        stays(301, 2_000, new FleetMoment(1_000, "scale", 30_000, 0, 0, 1_000, 0, 0));
        tick(2_001, fleet(1_000, 0, 1, 1_000));
        assertThat(of(Condition.GPU_UTILIZATION_LOW))
                .extracting(AlertChange::state, AlertChange::since)
                .containsExactly(tuple(PENDING, START), tuple(PENDING, START.plusSeconds(2_001)));
    }

    @Test
    void whatNobodyKnowsChangesNothing() {
        stays(0, 1_800, fleet(1_000, 0, 1, 1_000));
        int told = changes.size();

        tick(1_801, new FleetMoment(1_000, "", 0, 0, 0, 1_000, 0, 0));

        assertThat(changes).as("no phase, and no fresh sample of any agent").hasSize(told);
        tick(1_802, fleet(1_000, 0, 500, 1_000));
        assertThat(of(Condition.GPU_UTILIZATION_LOW))
                .last()
                .extracting(AlertChange::state)
                .isEqualTo(RESOLVED);
    }

    @Test
    void theFirstWhoSpeakAfterARestartSayNothingOfTheOthers() {
        stays(0, 1_800, fleet(1_000, 0, 1, 1_000));

        tick(1_801, new FleetMoment(1_000, "scale", 30_000, 0, 499, 501, 900, 1_000));
        assertThat(of(Condition.GPU_UTILIZATION_LOW))
                .last()
                .extracting(AlertChange::state)
                .isEqualTo(FIRING);

        tick(1_802, new FleetMoment(1_000, "scale", 30_000, 0, 501, 499, 900, 1_000));
        assertThat(of(Condition.GPU_UTILIZATION_LOW))
                .last()
                .extracting(AlertChange::state)
                .isEqualTo(RESOLVED);
    }

    @Test
    void aRowChangesThresholdAndTimeLive() {
        rules = List.of(new AlertRule(Condition.TASK_QUEUE_BACKLOG, 5, Duration.ZERO, "warning", true));
        tick(0, fleet(1_000, 6, 800, 1_000));
        assertThat(of(Condition.TASK_QUEUE_BACKLOG))
                .extracting(AlertChange::state, AlertChange::severity)
                .containsExactly(tuple(FIRING, "warning"));

        rules = List.of(new AlertRule(Condition.TASK_QUEUE_BACKLOG, 6, Duration.ZERO, "warning", true));
        tick(1, fleet(1_000, 6, 800, 1_000));
        assertThat(of(Condition.TASK_QUEUE_BACKLOG))
                .last()
                .extracting(AlertChange::state)
                .isEqualTo(RESOLVED);
    }

    @Test
    void anAlertThatIsSwitchedOffResolvesOnce() {
        tick(0, fleet(1_000, 10_001, 800, 1_000));
        rules = List.of(new AlertRule(Condition.TASK_QUEUE_BACKLOG, 10_000, Duration.ZERO, "critical", false));
        tick(1, fleet(1_000, 10_001, 800, 1_000));
        tick(2, fleet(1_000, 10_001, 800, 1_000));

        assertThat(of(Condition.TASK_QUEUE_BACKLOG))
                .extracting(AlertChange::state, AlertChange::summary)
                .containsExactly(
                        tuple(PENDING, "10,001 tasks wait, the threshold is 10,000"),
                        tuple(RESOLVED, "the alert was switched off"));
    }

    @Test
    void aFleetThatGrowsIsWarnedBeforeItsPhaseIsFull() {
        // 100 more an hour from 20,000: 30,000 after 100 hours, and 72 hours before that the warning begins.
        for (long minute = 0; minute <= 30 * 60; minute++) {
            tick(minute * 60, fleet((int) (20_000 + 100 * (minute / 60)), 0, 800, 1_000));
        }

        assertThat(of(Condition.PHASE_FULL_SOON))
                .extracting(AlertChange::state, AlertChange::at)
                .containsExactly(
                        tuple(PENDING, START.plus(Duration.ofHours(28))),
                        tuple(FIRING, START.plus(Duration.ofHours(29))));
        assertThat(of(Condition.PHASE_FULL_SOON).get(0).summary())
                .isEqualTo(
                        "22,800 agents are alive, and growing as in the last day they are the 30,000 of phase scale in 72 h;"
                                + " the threshold is 72 h");
    }

    @Test
    void aFleetThatOnlyStartsDoesNotGrow() {
        for (long minute = 0; minute < 5 * 60; minute++) {
            tick(minute * 60, fleet((int) Math.min(20_000, 4_000 * minute), 0, 800, 1_000));
        }
        assertThat(of(Condition.PHASE_FULL_SOON)).isEmpty();
    }

    @Test
    void impossibleNumbersAreRefused() {
        assertThatThrownBy(() -> new AlertRule(Condition.TASK_QUEUE_BACKLOG, -1, Duration.ZERO, "warning", true))
                .hasMessageContaining("TaskQueueBacklog")
                .hasMessageContaining("-1");
    }
}
