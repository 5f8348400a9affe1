package io.blackroad.producer.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.blackroad.schema.EventId;
import io.blackroad.schema.LifecycleChanged;
import io.blackroad.schema.TaskChange;
import io.blackroad.schema.TaskChanged;
import io.blackroad.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class AgentClientTest {
    private static final AgentDescription WRITER = AgentDescription.of("writer-1", "eu-west", "api");

    @Test
    void submitsInTheNameOfAnIntake() {
        RecordingClient recording = new RecordingClient();
        TaskSubmission submission =
                new TaskSubmission("replay", "writer-1", new Task("t-1", "eu-west", 374, 44, 514_800));
        CompletableFuture<Void> answer = recording.client().submit(submission);
        recording.client().cancel(submission, "writer-1 is gone");

        assertThat(answer).isCompleted();
        assertThat(recording.keys(Topics.TASK_CHANGED)).containsExactly("writer-1", "writer-1");
        assertThat(recording.tasks())
                .extracting(
                        TaskChanged::getSource,
                        TaskChanged::getTaskId,
                        TaskChanged::getChange,
                        TaskChanged::getServiceMicros,
                        TaskChanged::getReason)
                .containsExactly(
                        tuple("replay", "t-1", TaskChange.SUBMITTED, 514_800L, null),
                        tuple("replay", "t-1", TaskChange.CANCELLED, 514_800L, "writer-1 is gone"));
    }

    @Test
    void givesTheSameFactTheSameIdentityInEveryRun() {
        assertThat(idsOfOneRun()).isEqualTo(idsOfOneRun()).doesNotHaveDuplicates();
    }

    private static List<EventId> idsOfOneRun() {
        RecordingClient recording = new RecordingClient();
        Agent agent = recording.client().wake(WRITER, MetricSource.NONE);
        agent.accept(Task.of("t-1")).start();
        agent.sample(MetricSample.ZERO);
        agent.sample(MetricSample.ZERO);
        List<EventId> ids = new ArrayList<>();
        recording.lifecycles().forEach(fact -> ids.add(fact.getEventId()));
        recording.tasks().forEach(fact -> ids.add(fact.getEventId()));
        recording.metrics().forEach(fact -> ids.add(fact.getEventId()));
        return ids;
    }

    @Test
    void dropsSamplesButNothingElseWhenMemoryIsShort() {
        MockProducer<byte[], byte[]> producer =
                new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        long reserve = SendLimits.defaults().bufferBytes() / 4;
        double[] free = {reserve + 1};
        setFreeBuffer(producer, free);
        RecordingClient recording = new RecordingClient(producer);
        Agent agent = recording.client().wake(WRITER, MetricSource.NONE);

        assertThat(agent.sample(MetricSample.ZERO)).isTrue();
        free[0] = reserve;
        assertThat(agent.sample(MetricSample.ZERO)).isFalse();
        agent.busy();
        agent.accept(Task.of("t-1")).start();

        assertThat(recording.client().dropped()).isEqualTo(1);
        assertThat(recording.metrics()).hasSize(1);
        assertThat(recording.lifecycles()).hasSize(3);
        assertThat(recording.tasks()).hasSize(2);
    }

    private static void setFreeBuffer(MockProducer<byte[], byte[]> producer, double[] free) {
        MetricName name = new MetricName("buffer-available-bytes", "producer-metrics", "", Map.of());
        producer.setMockMetrics(name, new Metric() {
            @Override
            public MetricName metricName() {
                return name;
            }

            @Override
            public Object metricValue() {
                return free[0];
            }
        });
    }

    @Test
    void tellsWhichFactsWereGivenUp() {
        RecordingClient recording = new RecordingClient(false);
        List<SendFailure> heard = new ArrayList<>();
        recording.client().onFailure(failure -> {
            throw new IllegalStateException("a listener's own mistake");
        });
        recording.client().onFailure(heard::add);
        Agent agent = recording.client().wake(WRITER, MetricSource.NONE);
        recording.producer().completeNext();
        recording.producer().errorNext(new TopicAuthorizationException("not yours"));
        agent.sample(MetricSample.ZERO);
        recording.producer().errorNext(new TopicAuthorizationException("not yours"));

        assertThat(recording.client().failures()).isEqualTo(heard);
        assertThat(heard)
                .extracting(SendFailure::topic, SendFailure::agentId, SendFailure::sequence)
                .containsExactly(tuple("fleet.agent.lifecycle-changed.v1", "writer-1", 2L));
        assertThat(recording.client().failed()).isEqualTo(1);
        assertThat(recording.client().dropped()).isEqualTo(1);
        assertThat(recording.client().acknowledged()).isEqualTo(1);
    }

    @Test
    void answersASubmissionThatWasGivenUp() {
        RecordingClient recording = new RecordingClient(false);
        CompletableFuture<Void> answer =
                recording.client().submit(new TaskSubmission("replay", "writer-1", Task.of("t-1")));
        assertThat(answer).isNotDone();
        recording.producer().errorNext(new TopicAuthorizationException("not yours"));

        assertThatThrownBy(answer::join).hasCauseInstanceOf(TopicAuthorizationException.class);
        assertThat(recording.client().failed()).isEqualTo(1);
    }

    @Test
    void saysOnCloseWhatWasNotSent() {
        RecordingClient recording = new RecordingClient(false);
        Agent agent = recording.client().wake(WRITER, MetricSource.NONE);
        agent.sample(MetricSample.ZERO);
        recording.producer().completeNext();
        CloseReport report = recording.client().close(Duration.ofSeconds(1));

        assertThat(report.complete()).isFalse();
        assertThat(report.unsent())
                .containsOnly(
                        Map.entry("fleet.agent.lifecycle-changed.v1", 1L),
                        Map.entry("fleet.agent.metric-sampled.v1", 1L));
        assertThatThrownBy(agent::busy).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void numbersFactsOfManyThreadsInTheOrderTheyLeave() throws Exception {
        RecordingClient recording = new RecordingClient();
        Agent agent = recording.client().wake(WRITER, MetricSource.NONE);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<?>> work = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int thread = i;
            work.add(threads.submit(() -> {
                for (int n = 0; n < 250; n++) {
                    agent.accept(Task.of("t-" + thread + "-" + n)).start();
                }
            }));
        }
        for (Future<?> each : work) {
            each.get();
        }
        threads.shutdown();

        assertThat(recording.tasks())
                .extracting(TaskChanged::getSequence)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 2000).boxed().toList());
    }

    @Test
    void stampsFactsByTheClockOfItsView() {
        RecordingClient recording = new RecordingClient();
        AgentClient view = recording.client().withClock(() -> RecordingClient.START.plusSeconds(77));
        view.wake(WRITER, MetricSource.NONE);

        assertThat(recording.lifecycles())
                .extracting(LifecycleChanged::getOccurredAt)
                .containsOnly(RecordingClient.START.plusSeconds(77));
    }
}
