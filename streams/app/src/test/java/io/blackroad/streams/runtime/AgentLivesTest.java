package io.blackroad.streams.runtime;

import static io.blackroad.streams.runtime.FleetDriver.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.schema.ApplyOutcome;
import io.blackroad.schema.Direction;
import io.blackroad.schema.LifecycleChange;
import io.blackroad.schema.LoadSampled;
import io.blackroad.schema.ScaleDecided;
import io.blackroad.schema.TaskChange;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How agents come, work, fall silent and go, as the load shows it. */
class AgentLivesTest {
    private FleetDriver fleet;

    @BeforeEach
    void start(@TempDir Path directory) {
        fleet = new FleetDriver(directory);
        fleet.control(1, 100);
        for (int agent = 0; agent < 10; agent++) {
            fleet.register("agent-" + agent, START);
        }
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    private void speak(int from, int to, int agents, int cpuMillis) {
        for (int second = from; second < to; second++) {
            fleet.second(agents, cpuMillis, START.plusSeconds(second));
        }
    }

    private LoadSampled at(List<LoadSampled> samples, int second) {
        Instant end = START.plusSeconds(second);
        return samples.stream()
                .filter(sample -> sample.getTickEnd().equals(end))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(
            value = LifecycleChange.class,
            names = {"STOPPED", "FAILED"})
    void whoStopsOrFailsLeavesTheLoadWithItsTasks(LifecycleChange end) {
        fleet.task("agent-9", "t1", TaskChange.STARTED, START.plusMillis(100));
        fleet.task("agent-9", "t2", TaskChange.SUBMITTED, START.plusMillis(200));
        speak(0, 2, 10, 500);
        fleet.lifecycle("agent-9", end, START.plusMillis(2_100));
        speak(2, 4, 9, 500);

        List<LoadSampled> samples = fleet.samples();

        assertThat(at(samples, 1).getAgents()).isEqualTo(10);
        assertThat(at(samples, 1).getQueued()).isEqualTo(1);
        assertThat(at(samples, 1).getInFlight()).isEqualTo(1);
        LoadSampled after = at(samples, 3);
        assertThat(after.getAgents()).isEqualTo(9);
        assertThat(after.getFresh()).isEqualTo(9);
        assertThat(after.getMissing()).isZero();
        assertThat(after.getQueued() + after.getInFlight()).isZero();
        assertThat(samples.stream().mapToLong(LoadSampled::getArrivals).sum()).isEqualTo(2);
    }

    @Test
    void whoIsSilentIsMissingAndThenLostAndMayComeBack() {
        speak(0, 2, 10, 500);
        speak(2, 40, 8, 500);
        fleet.sample("agent-9", 700, START.plusMillis(40_100));
        speak(40, 43, 8, 500);

        List<LoadSampled> samples = fleet.samples();

        // The last samples are of second 1.5: five seconds fresh, thirty alive.
        assertThat(at(samples, 6).getFresh()).isEqualTo(10);
        assertThat(at(samples, 7).getFresh()).isEqualTo(8);
        assertThat(at(samples, 7).getMissing()).isEqualTo(2);
        assertThat(at(samples, 31).getMissing()).isEqualTo(2);
        assertThat(at(samples, 32).getAgents()).isEqualTo(8);
        assertThat(at(samples, 32).getMissing()).isZero();
        assertThat(at(samples, 41).getAgents()).isEqualTo(9);
        assertThat(at(samples, 41).getCpuUsedMillis()).isEqualTo(8 * 500 + 700);
    }

    @Test
    void tasksOfALostAgentWaitUntilItComesBackOrAQuarterOfAnHourHasPassed() {
        fleet.task("agent-9", "t1", TaskChange.STARTED, START.plusMillis(100));
        fleet.task("agent-9", "t2", TaskChange.SUBMITTED, START.plusMillis(200));
        speak(0, 2, 10, 500);
        speak(2, 35, 9, 500);
        fleet.sample("agent-9", 700, START.plusMillis(35_100));
        speak(35, 970, 9, 500);

        List<LoadSampled> samples = fleet.samples();

        assertThat(at(samples, 31).getQueued()).isEqualTo(1);
        assertThat(at(samples, 31).getInFlight()).isEqualTo(1);
        assertThat(at(samples, 32).getAgents()).isEqualTo(9);
        assertThat(at(samples, 32).getQueued()).isEqualTo(2);
        assertThat(at(samples, 32).getInFlight()).isZero();
        assertThat(at(samples, 36).getQueued()).isEqualTo(1);
        assertThat(at(samples, 36).getInFlight()).isEqualTo(1);
        assertThat(at(samples, 965).getQueued()).isEqualTo(2);
        assertThat(at(samples, 966).getQueued()).isZero();
    }

    @Test
    void anAgentThatSpoiltItsNumbersSpeaksAgainAfterAReset() {
        long ahead = java.time.temporal.ChronoUnit.MICROS.between(Instant.EPOCH, START.plusSeconds(3_000));
        io.blackroad.schema.LifecycleChanged spoilt =
                FleetDriver.lifecycleFact("agent-9", LifecycleChange.IDLE, (1L << 53) - 1, START);
        spoilt.setEpoch(ahead);
        fleet.send(io.blackroad.topic.Topics.LIFECYCLE_CHANGED, "agent-9", spoilt, START.plusMillis(10));
        io.blackroad.schema.MetricSampled sample = FleetDriver.metricFact("agent-9", 1, (1L << 53) - 1, START);
        sample.setEpoch(ahead);
        fleet.send(io.blackroad.topic.Topics.METRIC_SAMPLED, "agent-9", sample, START.plusMillis(10));
        speak(0, 3, 10, 500);
        assertThat(at(fleet.samples(), 2).getCpuUsedMillis()).isEqualTo(9 * 500 + 1);

        io.blackroad.schema.LifecycleChanged reset =
                FleetDriver.lifecycleFact("agent-9", LifecycleChange.STOPPED, 1, START.plusMillis(3_100));
        reset.setEpoch(0L);
        fleet.send(io.blackroad.topic.Topics.LIFECYCLE_CHANGED, "agent-9", reset, START.plusMillis(3_100));
        speak(3, 5, 9, 500);
        assertThat(at(fleet.samples(), 4).getAgents()).isEqualTo(9);

        fleet.register("agent-9", START.plusMillis(5_100));
        speak(5, 8, 10, 500);
        LoadSampled again = at(fleet.samples(), 7);
        assertThat(again.getAgents()).isEqualTo(10);
        assertThat(again.getCpuUsedMillis()).isEqualTo(10 * 500);
        assertThat(fleet.records(io.blackroad.topic.Topics.DEAD_LETTER.name())).isEmpty();
    }

    @Test
    void aStepThatALifeDoesNotHaveIsADeadLetter() {
        fleet.lifecycle("agent-0", LifecycleChange.STOPPED, START.plusMillis(100));
        fleet.lifecycle("agent-0", LifecycleChange.BUSY, START.plusMillis(200));
        fleet.lifecycle("agent-0", LifecycleChange.MIGRATED, START.plusMillis(300));
        fleet.lifecycle("agent-1", LifecycleChange.REGISTERED, START.plusMillis(400));
        speak(0, 3, 10, 500);
        assertThat(fleet.account(io.blackroad.topic.Topics.LIFECYCLE_CHANGED).getDeadLettered())
                .isEqualTo(3);
        assertThat(at(fleet.samples(), 2).getAgents()).isEqualTo(9);
    }

    @Test
    void whoDrainsCountsInNoResource() {
        speak(0, 2, 10, 500);
        fleet.lifecycle("agent-0", LifecycleChange.DRAINING, START.plusMillis(2_100));
        speak(2, 4, 10, 500);

        LoadSampled sample = at(fleet.samples(), 3);

        assertThat(sample.getAgents()).isEqualTo(10);
        assertThat(sample.getDraining()).isEqualTo(1);
        assertThat(sample.getIdle()).isEqualTo(9);
        assertThat(sample.getFresh()).isEqualTo(9);
        assertThat(sample.getMissing()).isZero();
        assertThat(sample.getCpuRequestedMillis()).isEqualTo(9_000);
        assertThat(sample.getCpuUsedMillis()).isEqualTo(4_500);
    }

    @Test
    void whoMovesToAnotherServiceTakesItsTasksOfTheFutureAlong() {
        fleet.task("agent-0", "t1", TaskChange.SUBMITTED, START.plusMillis(100));
        speak(0, 1, 10, 500);
        var moved = FleetDriver.lifecycleFact(
                "agent-0", LifecycleChange.MIGRATED, fleet.next("agent-0/lifecycle"), START.plusMillis(1_100));
        moved.setService("api");
        fleet.send(io.blackroad.topic.Topics.LIFECYCLE_CHANGED, "agent-0", moved, START.plusMillis(1_100));
        fleet.task("agent-0", "t2", TaskChange.SUBMITTED, START.plusMillis(1_200));
        speak(1, 3, 10, 500);

        List<LoadSampled> samples = fleet.samples();

        assertThat(samples)
                .filteredOn(sample -> sample.getService().equals("worker"))
                .extracting(LoadSampled::getArrivals)
                .containsExactly(1L, 0L);
        assertThat(samples)
                .filteredOn(sample -> sample.getService().equals("api"))
                .satisfiesExactly(sample -> {
                    assertThat(sample.getArrivals()).isEqualTo(1);
                    assertThat(sample.getAgents()).isEqualTo(1);
                    assertThat(sample.getIdle()).isEqualTo(1);
                });
    }

    @Test
    void afterASilenceOfAllTheFirstToComeBackAreNotTakenForTheFleet() {
        fleet.applied(0, 10, ApplyOutcome.REPORTED, START);
        speak(0, 3, 10, 600);
        // Ten minutes without a single fact; then two come back, idle, and the others a little later.
        speak(600, 605, 2, 10);
        speak(605, 610, 10, 600);

        LoadSampled first = at(fleet.samples(), 602);
        assertThat(first.getFresh()).isEqualTo(2);
        assertThat(first.getMissing()).isEqualTo(8);
        assertThat(fleet.decisions()).extracting(ScaleDecided::getDirection).containsOnly(Direction.HOLD);
    }

    @Test
    void whoWasLostBeforeASilenceOfAllStaysLost() {
        speak(0, 3, 10, 600);
        speak(3, 40, 9, 600);
        speak(600, 603, 9, 600);
        assertThat(at(fleet.samples(), 602).getAgents()).isEqualTo(9);
    }
}
