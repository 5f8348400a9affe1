package io.blackroad.streams.runtime;

import static io.blackroad.streams.runtime.FleetDriver.EPOCH;
import static io.blackroad.streams.runtime.FleetDriver.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.schema.EventId;
import io.blackroad.schema.GpuChange;
import io.blackroad.schema.GpuChanged;
import io.blackroad.schema.LifecycleChange;
import io.blackroad.schema.LoadSampled;
import io.blackroad.schema.MetricSampled;
import io.blackroad.schema.TaskChange;
import io.blackroad.schema.TaskChanged;
import io.blackroad.streams.stored.StoredAccount;
import io.blackroad.topic.Topic;
import io.blackroad.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Facts that come twice, late or from the future: the load does not see them, the ledger does. */
class RepeatedFactsTest {
    private static final Instant NOON = START.plus(Duration.ofHours(12));

    @TempDir
    private Path directory;

    private FleetDriver fleet;

    @BeforeEach
    void start() {
        fleet = new FleetDriver(directory);
        fleet.control(10, 100);
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    /** Sends a fact as often as said, and again a second later. */
    private <V extends SpecificRecord> void send(int times, Topic<V> topic, V fact, Instant at) {
        for (int time = 0; time < times; time++) {
            fleet.send(topic, "agent-0", fact, at.plusSeconds(time / 2));
        }
    }

    private List<LoadSampled> run(int times) {
        send(
                times,
                Topics.LIFECYCLE_CHANGED,
                FleetDriver.lifecycleFact("agent-0", LifecycleChange.IDLE, 1, NOON),
                NOON);
        send(times, Topics.METRIC_SAMPLED, FleetDriver.metricFact("agent-0", 400, 1, NOON), NOON);
        send(times, Topics.TASK_CHANGED, own("t1", TaskChange.SUBMITTED, 1), NOON);
        send(times, Topics.TASK_CHANGED, intake("t2", TaskChange.SUBMITTED), NOON);
        send(times, Topics.TASK_CHANGED, own("t1", TaskChange.STARTED, 2), NOON);
        send(times, Topics.TASK_CHANGED, own("t1", TaskChange.COMPLETED, 3), NOON);
        send(times, Topics.TASK_CHANGED, intake("t2", TaskChange.CANCELLED), NOON);
        send(times, Topics.GPU_CHANGED, gpu(1), NOON);
        for (int second = 1; second < 5; second++) {
            Instant at = NOON.plusSeconds(second).plusMillis(500);
            send(times, Topics.METRIC_SAMPLED, FleetDriver.metricFact("agent-0", 400, 1 + second, at), at);
        }
        fleet.driver.advanceWallClockTime(Duration.ofSeconds(2));
        List<LoadSampled> samples = fleet.samples();
        samples.forEach(sample -> sample.setSources(List.of()));
        return samples;
    }

    private static TaskChanged own(String task, TaskChange change, long sequence) {
        return FleetDriver.taskFact("agent-0", task, change, "", sequence, NOON);
    }

    private static TaskChanged intake(String task, TaskChange change) {
        return FleetDriver.taskFact("agent-0", task, change, "gateway", 0, NOON);
    }

    private static GpuChanged gpu(long sequence) {
        return GpuChanged.newBuilder()
                .setEventId(new EventId(new byte[16]))
                .setAgentId("agent-0")
                .setEpoch(EPOCH)
                .setSequence(sequence)
                .setOccurredAt(NOON)
                .setChange(GpuChange.REQUESTED)
                .setRequestId("r")
                .build();
    }

    private static StoredAccount counts(long read, long applied) {
        return new StoredAccount(0L, read, applied, read - applied, 0L, 0L);
    }

    @Test
    void factsOfEveryKindThatComeTwiceChangeNothingAndAreCounted(@TempDir Path other) {
        List<LoadSampled> once = run(1);
        fleet.close();
        fleet = new FleetDriver(other);
        fleet.control(10, 100);

        assertThat(run(3)).isEqualTo(once);

        assertThat(once).hasSize(4);
        assertThat(once.get(0).getArrivals()).isEqualTo(2);
        assertThat(once.get(0).getCompletions()).isEqualTo(1);
        assertThat(once.get(0).getQueued() + once.get(0).getInFlight()).isZero();
        assertThat(fleet.account(Topics.LIFECYCLE_CHANGED)).isEqualTo(counts(3, 1));
        assertThat(fleet.account(Topics.METRIC_SAMPLED)).isEqualTo(counts(15, 5));
        assertThat(fleet.account(Topics.TASK_CHANGED)).isEqualTo(counts(15, 5));
        assertThat(fleet.account(Topics.GPU_CHANGED)).isEqualTo(counts(3, 1));
    }

    @Test
    void lateFactsAreCountedAndChangeNothingAndThoseWithinTheGraceDo() {
        fleet.register("agent-0", NOON);
        fleet.sample("agent-0", 400, NOON);
        TaskChanged late = FleetDriver.taskFact(
                "agent-0",
                "t1",
                TaskChange.SUBMITTED,
                "",
                1,
                NOON.minusSeconds(300).minusMillis(1));
        TaskChanged inTime = FleetDriver.taskFact("agent-0", "t2", TaskChange.SUBMITTED, "", 2, NOON.minusSeconds(300));
        fleet.send(Topics.TASK_CHANGED, "agent-0", late, NOON);
        fleet.send(Topics.TASK_CHANGED, "agent-0", inTime, NOON);
        MetricSampled lateSample = FleetDriver.metricFact("agent-0", 999, 50, NOON.minusSeconds(301));
        fleet.send(Topics.METRIC_SAMPLED, "agent-0", lateSample, NOON);
        fleet.sample("agent-0", 400, NOON.plusMillis(1_500));

        LoadSampled sample = fleet.samples().get(0);

        assertThat(sample.getArrivals()).isEqualTo(1);
        assertThat(sample.getCpuUsedMillis()).isEqualTo(400);
        assertThat(fleet.account(Topics.TASK_CHANGED)).isEqualTo(new StoredAccount(0L, 2L, 1L, 0L, 1L, 0L));
        assertThat(fleet.account(Topics.METRIC_SAMPLED).getLate()).isEqualTo(1);
    }

    @Test
    void aFactFromTheFutureClosesNoTick() {
        fleet.register("agent-0", NOON);
        fleet.sample("agent-0", 400, NOON);
        MetricSampled future = FleetDriver.metricFact("agent-0", 500, 2, NOON.plus(Duration.ofHours(1)));
        fleet.send(Topics.METRIC_SAMPLED, "agent-0", future, NOON.plusMillis(500));
        assertThat(fleet.samples()).isEmpty();

        // The agent's own later facts, by a clock that is right again, are neither late nor repeats.
        fleet.send(
                Topics.METRIC_SAMPLED,
                "agent-0",
                FleetDriver.metricFact("agent-0", 600, 3, NOON.plusMillis(1_500)),
                NOON.plusMillis(1_500));

        assertThat(fleet.samples()).singleElement().satisfies(sample -> {
            assertThat(sample.getTickEnd()).isEqualTo(NOON.plusSeconds(1));
            assertThat(sample.getCpuUsedMillis()).isEqualTo(500);
        });
        assertThat(fleet.account(Topics.METRIC_SAMPLED).getDuplicate()).isZero();
    }

    @Test
    void anEpochFromTheFutureIsADeadLetterAndDoesNotSilenceTheAgent() {
        fleet.register("agent-0", NOON);
        MetricSampled wrong = FleetDriver.metricFact("agent-0", 400, 1, NOON);
        wrong.setEpoch(EPOCH * 10);
        fleet.send(Topics.METRIC_SAMPLED, "agent-0", wrong, NOON);
        fleet.sample("agent-0", 400, NOON);
        fleet.sample("agent-0", 400, NOON.plusSeconds(1));

        assertThat(fleet.samples().get(0).getFresh()).isEqualTo(1);
        assertThat(fleet.account(Topics.METRIC_SAMPLED)).isEqualTo(new StoredAccount(0L, 3L, 2L, 0L, 0L, 1L));
        assertThat(fleet.records(Topics.DEAD_LETTER.name())).hasSize(1);
    }
}
