package io.blackroad.producer.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;

import io.blackroad.schema.GpuChange;
import io.blackroad.schema.GpuChanged;
import io.blackroad.schema.LifecycleChange;
import io.blackroad.schema.LifecycleChanged;
import io.blackroad.schema.MetricSampled;
import io.blackroad.schema.TaskChange;
import io.blackroad.schema.TaskChanged;
import io.blackroad.topic.Topics;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AgentTest {
    private static final AgentDescription WRITER = AgentDescription.of("writer-1", "eu-west", "api")
            .on("api-3", "node-9")
            .withModel("llama3.2")
            .requesting(250, 1_000, 40);

    private final RecordingClient recording = new RecordingClient();

    private Agent wake() {
        return recording.client().wake(WRITER, MetricSource.NONE);
    }

    @Test
    void wakesWithItsWholeDescription() {
        Agent agent = wake();

        assertThat(recording.keys(Topics.LIFECYCLE_CHANGED)).containsExactly("writer-1", "writer-1");
        assertThat(recording.lifecycles())
                .extracting(LifecycleChanged::getChange, LifecycleChanged::getSequence)
                .containsExactly(tuple(LifecycleChange.REGISTERED, 1L), tuple(LifecycleChange.STARTED, 2L));
        LifecycleChanged started = recording.lifecycles().get(1);
        assertThat(started.getRegion()).isEqualTo("eu-west");
        assertThat(started.getService()).isEqualTo("api");
        assertThat(started.getReplica()).isEqualTo("api-3");
        assertThat(started.getWorker()).isEqualTo("node-9");
        assertThat(started.getModel()).isEqualTo("llama3.2");
        assertThat(started.getCpuRequestedMillis()).isEqualTo(250);
        assertThat(started.getMemoryRequestedBytes()).isEqualTo(1_000);
        assertThat(started.getGpuRequestedMillis()).isEqualTo(40);
        assertThat(started.getOccurredAt()).isEqualTo(RecordingClient.START);
        assertThat(started.getEpoch()).isEqualTo(agent.epoch()).isEqualTo(RecordingClient.START.toEpochMilli() * 1000);
    }

    @Test
    void tellsAStateOnceUntilItChanges() {
        Agent agent = wake();
        agent.busy();
        agent.busy();
        agent.idle();
        agent.drain();
        agent.stop();
        agent.stop();

        assertThat(recording.lifecycles())
                .extracting(LifecycleChanged::getChange)
                .containsExactly(
                        LifecycleChange.REGISTERED,
                        LifecycleChange.STARTED,
                        LifecycleChange.BUSY,
                        LifecycleChange.IDLE,
                        LifecycleChange.DRAINING,
                        LifecycleChange.STOPPED);
    }

    @Test
    void tellsNothingAfterItsEnd() {
        Agent agent = wake();
        agent.fail("out of memory");

        assertThat(recording.lifecycles().get(2).getReason()).isEqualTo("out of memory");
        assertThatIllegalStateException().isThrownBy(agent::busy).withMessageContaining("writer-1 is FAILED");
        assertThatIllegalStateException().isThrownBy(() -> agent.sample(MetricSample.ZERO));
        assertThatIllegalStateException().isThrownBy(() -> agent.accept(Task.of("t")));
        assertThat(recording.producer().history()).hasSize(3);
    }

    @Test
    void tellsATaskFromSubmissionToEndWithItsTimes() {
        Agent agent = wake();
        TaskHandle task = agent.accept(new Task("t-1", "ap-south", 374, 0, 900));
        recording.pass(Duration.ofMillis(30));
        task.start();
        recording.pass(Duration.ofMillis(70));
        task.complete(44);

        assertThat(recording.tasks())
                .extracting(TaskChanged::getChange, TaskChanged::getSequence, TaskChanged::getWaitedMicros)
                .containsExactly(
                        tuple(TaskChange.SUBMITTED, 1L, 0L),
                        tuple(TaskChange.STARTED, 2L, 30_000L),
                        tuple(TaskChange.COMPLETED, 3L, 30_000L));
        TaskChanged completed = recording.tasks().get(2);
        assertThat(completed.getRanMicros()).isEqualTo(70_000);
        assertThat(completed.getOutputTokens()).isEqualTo(44);
        assertThat(completed.getInputTokens()).isEqualTo(374);
        assertThat(completed.getRegion()).isEqualTo("ap-south");
        assertThat(completed.getSource()).isEmpty();
    }

    @Test
    void endsATaskOnce() {
        Agent agent = wake();
        TaskHandle done = agent.accept(Task.of("t-1"));
        assertThatIllegalStateException().isThrownBy(done::complete).withMessageContaining("SUBMITTED");
        done.start();
        done.fail("no model");
        assertThatIllegalStateException().isThrownBy(done::complete).withMessageContaining("FAILED");
        assertThatIllegalStateException().isThrownBy(() -> done.cancel("late"));
        TaskHandle never = agent.accept(Task.of("t-2"));
        never.cancel("not wanted");
        assertThatIllegalStateException().isThrownBy(never::start);

        assertThat(recording.tasks())
                .extracting(TaskChanged::getTaskId, TaskChanged::getChange, TaskChanged::getReason)
                .containsExactly(
                        tuple("t-1", TaskChange.SUBMITTED, null),
                        tuple("t-1", TaskChange.STARTED, null),
                        tuple("t-1", TaskChange.FAILED, "no model"),
                        tuple("t-2", TaskChange.SUBMITTED, null),
                        tuple("t-2", TaskChange.CANCELLED, "not wanted"));
    }

    @Test
    void samplesWhatItUses() {
        Agent agent = wake();
        MetricSample sample = MetricSample.of(120, 5_000)
                .withGpu(33)
                .withWork(1, 4, 250_000, 77)
                .withStorage(7, 8, 9);
        assertThat(agent.sample(sample)).isTrue();

        MetricSampled fact = recording.metrics().get(0);
        assertThat(fact.getSequence()).isEqualTo(1);
        assertThat(fact.getCpuUsedMillis()).isEqualTo(120);
        assertThat(fact.getMemoryUsedBytes()).isEqualTo(5_000);
        assertThat(fact.getGpuUsedMillis()).isEqualTo(33);
        assertThat(fact.getInFlight()).isEqualTo(1);
        assertThat(fact.getQueued()).isEqualTo(4);
        assertThat(fact.getLatencyMicros()).isEqualTo(250_000);
        assertThat(fact.getRequestsTotal()).isEqualTo(77);
        assertThat(fact.getStorageReadsTotal()).isEqualTo(7);
        assertThat(fact.getStorageWritesTotal()).isEqualTo(8);
        assertThat(fact.getStoredBytes()).isEqualTo(9);
    }

    @Test
    void asksForGpuAndGivesItBack() {
        Agent agent = wake();
        GpuRequest request = GpuRequest.ofMemory("r-1", 20_000_000_000L);
        agent.requestGpu(request);
        agent.sampleGpu(request, new GpuUse(810, 15));
        agent.releaseGpu(request);

        assertThat(recording.facts(Topics.GPU_CHANGED))
                .extracting(GpuChanged::getChange, GpuChanged::getRequestId, GpuChanged::getUtilizationPermille)
                .containsExactly(
                        tuple(GpuChange.REQUESTED, "r-1", 0),
                        tuple(GpuChange.SAMPLED, "r-1", 810),
                        tuple(GpuChange.RELEASED, "r-1", 0));
    }

    @Test
    void namesEveryErrorOfADescription() {
        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(() -> new AgentDescription("", null, "a\nb", "", "", "x".repeat(201), -1, -2, -3))
                .satisfies(e -> assertThat(e.errors()).hasSize(7));
        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(() -> new MetricSample(-1, -1, 0, 0, 0, 0, 0, 0, 0, -1))
                .satisfies(e -> assertThat(e.errors()).hasSize(3));
    }
}
