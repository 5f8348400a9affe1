package io.blackroad.streams.runtime;

import static io.blackroad.streams.runtime.FleetDriver.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.blackroad.alert.AlertChange;
import io.blackroad.alert.AlertsState;
import io.blackroad.schema.AlertChanged;
import io.blackroad.schema.TaskChange;
import io.blackroad.schema.control.Alert;
import io.blackroad.schema.control.Phase;
import io.blackroad.streams.alert.AlertTopology;
import io.blackroad.streams.alert.AlertWire;
import io.blackroad.streams.stored.PartialWire;
import io.blackroad.streams.stored.StoredAlerts;
import io.blackroad.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertStageTest {
    private FleetDriver fleet;

    @BeforeEach
    void start(@TempDir Path directory) {
        fleet = new FleetDriver(directory);
        fleet.control(10, 100);
        phase(20);
        alert("AgentCountLow", 80, 3, true);
        alert("TaskQueueBacklog", 2, 2, true);
        alert("GPUUtilizationLow", 30, 1_800, true);
        alert("PhaseNearlyFull", 100, 0, true);
        alert("PhaseFullSoon", 72, 3_600, true);
        for (int agent = 0; agent < 10; agent++) {
            fleet.register("agent-" + agent, START);
        }
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    private void phase(int agents) {
        Phase row = Phase.newBuilder()
                .setId("beta")
                .setOrdinal(1)
                .setMaxAgents(agents)
                .setMonthlyBudgetNanoDollars(0)
                .setActive(true)
                .setUpdatedAt(START)
                .build();
        fleet.send(Topics.PHASES, "beta", row, START);
    }

    private void alert(String name, long threshold, int forSeconds, boolean enabled) {
        fleet.send(Topics.ALERTS, name, new Alert(name, threshold, forSeconds, "warning", enabled, START), START);
    }

    private List<AlertChanged> speak(int from, int to, int agents) {
        for (int second = from; second < to; second++) {
            fleet.second(agents, 600, START.plusSeconds(second));
        }
        return fleet.alerts();
    }

    private AlertsState stored() {
        return AlertWire.state((StoredAlerts)
                fleet.driver.getKeyValueStore(AlertTopology.ALERT_STORE).get(PartialWire.FLEET));
    }

    private static Instant second(int second) {
        return START.plusSeconds(second);
    }

    @Test
    void aFleetThatIsTooSmallIsPendingThenFiringThenResolved() {
        assertThat(speak(0, 8, 10))
                .extracting(
                        AlertChanged::getName,
                        change -> change.getChange().name(),
                        AlertChanged::getSequence,
                        AlertChanged::getSince,
                        AlertChanged::getOccurredAt)
                .containsExactly(
                        tuple("AgentCountLow", "PENDING", 1L, second(1), second(1)),
                        tuple("AgentCountLow", "FIRING", 2L, second(1), second(4)));

        phase(12);

        assertThat(speak(8, 12, 10)).singleElement().satisfies(resolved -> {
            assertThat(resolved.getChange().name()).isEqualTo("RESOLVED");
            assertThat(resolved.getSequence()).isEqualTo(3);
            assertThat(resolved.getSummary()).isEqualTo("10 agents are alive, 80 % of the 12 of phase beta are 9");
        });
    }

    @Test
    void theWholeFleetIsOneSampleAndNoTarget() {
        speak(0, 3, 10);

        assertThat(fleet.samples())
                .isNotEmpty()
                .allSatisfy(sample -> assertThat(sample.getService()).isEqualTo("worker"));
        assertThat(fleet.decisions())
                .allSatisfy(decision -> assertThat(decision.getRegion()).isEqualTo("us-east"));
    }

    @Test
    void tasksOfEveryTargetMakeTheBacklog() {
        for (int task = 0; task < 3; task++) {
            fleet.task("agent-" + task, "task-" + task, TaskChange.SUBMITTED, START);
        }
        assertThat(speak(0, 5, 10))
                .filteredOn(change -> change.getName().equals("TaskQueueBacklog"))
                .extracting(change -> change.getChange().name(), AlertChanged::getSummary)
                .containsExactly(
                        tuple("PENDING", "3 tasks wait, the threshold is 2"),
                        tuple("FIRING", "3 tasks wait, the threshold is 2"));
    }

    @Test
    void thresholdsChangeLiveAndWhatIsDeletedGoesByTheBuiltInNumbers() {
        speak(0, 6, 10);
        alert("AgentCountLow", 50, 3, true);
        assertThat(speak(6, 9, 10))
                .extracting(change -> change.getChange().name())
                .containsExactly("RESOLVED");

        fleet.bytes(Topics.ALERTS.name(), "AgentCountLow".getBytes(StandardCharsets.UTF_8), null, START);
        assertThat(speak(9, 20, 10))
                .as("80 percent for 5 minutes")
                .extracting(change -> change.getChange().name())
                .containsExactly("PENDING");
    }

    @Test
    void aRowThatIsNoAlertIsRefusedAndTheOneBeforeStays() {
        alert("AgentCountLow", -5, 3, true);
        alert("NoSuchAlert", 5, 3, true);

        assertThat(speak(0, 8, 10))
                .extracting(change -> change.getChange().name())
                .containsExactly("PENDING", "FIRING");
    }

    /** An hour of minutes, each spoken of in its last second and its first. */
    @Test
    void coresThatDoNotSufficeForAnHourAreAdvisedAgainst() {
        for (int minute = 1; minute <= 61; minute++) {
            fleet.second(10, 950, START.plusSeconds(60L * minute - 1));
            fleet.second(10, 950, START.plusSeconds(60L * minute));
        }
        assertThat(fleet.alerts())
                .filteredOn(change -> change.getSeverity().equals("advice"))
                .extracting(AlertChanged::getName, change -> change.getChange().name(), AlertChanged::getSummary)
                .containsExactly(tuple(
                        "CpuSize/us-east/worker",
                        "FIRING",
                        "us-east/worker uses 94.8 % of its 1.00 cores (p95 of 60 readings in 24 h): 2.00 cores would be"
                                + " used to 47.4 %"));
    }

    @Test
    void aFullPhaseIsSaid() {
        phase(10);

        assertThat(speak(0, 3, 10)).singleElement().satisfies(change -> {
            assertThat(change.getName()).isEqualTo("PhaseNearlyFull");
            assertThat(change.getChange().name()).isEqualTo("FIRING");
        });
    }

    @Test
    void whatWasToldIsWhatIsStored() {
        List<AlertChanged> told = speak(0, 8, 10);

        AlertChange last = stored().last("AgentCountLow").orElseThrow();
        assertThat(last.sequence()).isEqualTo(told.get(told.size() - 1).getSequence());
        assertThat(last.state()).isEqualTo(AlertChange.State.FIRING);
        assertThat(stored().growth().counts())
                .singleElement()
                .satisfies(count -> assertThat(count.agents()).isEqualTo(10));
    }
}
