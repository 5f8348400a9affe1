package io.blackroad.sink.controller;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.blackroad.schema.ApplyOutcome;
import io.blackroad.schema.FactReader;
import io.blackroad.schema.FactWriter;
import io.blackroad.schema.InMemoryRegistry;
import io.blackroad.schema.ScaleApplied;
import io.blackroad.schema.ScaleDecided;
import io.blackroad.topic.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** The loop against a real broker. Each test has a target and a controller of its own. */
class ControllerLoopIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final InMemoryRegistry REGISTRY = new InMemoryRegistry();
    private static final FactWriter<ScaleDecided> WRITER =
            new FactWriter<>(REGISTRY, Topics.SCALE_DECIDED.subject(), ScaleDecided.class);

    private final TargetId id;
    private final String name;
    private final RecordingTarget target;

    ControllerLoopIT(TestInfo test) {
        name = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
        id = new TargetId(name, "api");
        target = new RecordingTarget(id);
    }

    @Test
    void appliesReportsAndGoesOnWhereItStopped() {
        try (ControllerLoop loop = start()) {
            send(decision(1, 8));
            await().atMost(LIMIT).until(() -> !answers().isEmpty());
            assertThat(loop.counts().reports(ApplyOutcome.APPLIED)).isEqualTo(1);
        }
        send(decision(2, 9));
        try (ControllerLoop loop = start()) {
            await().atMost(LIMIT).until(() -> answers().size() == 2);
            assertThat(loop.failure()).isEmpty();
        }

        assertThat(target.writes).containsExactly(1L, 2L);
        assertThat(answers())
                .extracting(ScaleApplied::getSequence, ScaleApplied::getOutcome, ScaleApplied::getReplicas)
                .containsExactly(tuple(1L, ApplyOutcome.APPLIED, 8), tuple(2L, ApplyOutcome.APPLIED, 9));
        assertThat(reports().get(0).getOutcome()).isEqualTo(ApplyOutcome.REPORTED);
    }

    @Test
    void abortedDecisionsAreNeverSeen() {
        try (ControllerLoop loop = start();
                KafkaProducer<byte[], byte[]> producer = producer(Map.of("transactional.id", name))) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(record(decision(1, 50)));
            producer.flush();
            producer.abortTransaction();
            producer.beginTransaction();
            producer.send(record(decision(2, 8)));
            producer.commitTransaction();

            await().atMost(LIMIT).until(() -> !answers().isEmpty());
            assertThat(loop.isRunning()).isTrue();
        }
        assertThat(target.writes).containsExactly(2L);
    }

    @Test
    void whatCannotBeReadIsSetAsideWithItsOrigin() {
        try (ControllerLoop loop = start()) {
            sendRaw(new ProducerRecord<>(Topics.SCALE_DECIDED.name(), id.key().getBytes(UTF_8), new byte[] {7, 7}));
            send(decision(1, 8));

            await().atMost(LIMIT).until(() -> !answers().isEmpty());
            assertThat(loop.counts().deadLetters()).isPositive();
        }
        ConsumerRecord<byte[], byte[]> letter = all(Topics.DEAD_LETTER.name()).stream()
                .filter(found -> new String(found.key(), UTF_8).equals(id.key()))
                .findFirst()
                .orElseThrow();
        assertThat(letter.value()).containsExactly(7, 7);
        assertThat(header(letter, "topic")).isEqualTo(Topics.SCALE_DECIDED.name());
        assertThat(header(letter, "message")).contains("at least 5 bytes");
        assertThat(target.writes).containsExactly(1L);
    }

    @Test
    void aNewerProcessOfTheSameNameTakesOver() {
        try (ControllerLoop old = start()) {
            send(decision(1, 8));
            await().atMost(LIMIT).until(() -> !answers().isEmpty());
            try (ControllerLoop fresh = start()) {
                await().atMost(LIMIT).until(() -> !old.isRunning());
                assertThat(old.failure().orElseThrow())
                        .hasMessageContaining("another process runs as controller " + name);

                send(decision(2, 9));
                await().atMost(LIMIT).until(() -> answers().size() == 2);
                assertThat(fresh.isRunning()).isTrue();
            }
        }
        assertThat(target.writes).containsExactly(1L, 2L);
    }

    @Test
    void aKilledBrokerIsWaitedFor() {
        try (ControllerLoop loop = start()) {
            send(decision(1, 8));
            await().atMost(LIMIT).until(() -> !answers().isEmpty());

            BrokerForTests.killAndRestart(() -> assertThat(loop.isRunning()).isTrue());
            send(decision(2, 9));

            await().atMost(LIMIT).until(() -> answers().size() == 2);
            assertThat(loop.failure()).isEmpty();
        }
        assertThat(target.writes).containsExactly(1L, 2L);
    }

    @Test
    void theEndOfALongReportsTopicSaysWhatWasAnswered() {
        try (ControllerLoop loop = start()) {
            send(decision(7, 8));
            await().atMost(LIMIT).until(() -> !answers().isEmpty());
            assertThat(loop.isRunning()).isTrue();
        }
        TargetId noisy = new TargetId(name, "noisy");
        try (KafkaReports reports = new KafkaReports(config())) {
            Reporter reporter = new Reporter("noisy");
            Watch.News news = new Watch.News(new ReplicaCount(1, 1, 0), null);
            List<ScaleApplied> many = new ArrayList<>();
            for (int count = 0; count < 40_000; count++) {
                many.add(reporter.state(noisy, count, news, Instant.EPOCH));
            }
            reports.append(many);

            assertThat(reports.answered(Set.of(id, noisy, new TargetId(name, "never"))))
                    .containsOnly(Map.entry(id, 7L), Map.entry(noisy, 39_999L));
        }
    }

    private ControllerLoop start() {
        ControllerLoop loop = new ControllerLoop(config(), target, Clock.systemUTC());
        loop.start();
        return loop;
    }

    private ControllerConfig config() {
        return ControllerConfig.of(BrokerForTests.bootstrapServers(), REGISTRY, name);
    }

    private ScaleDecided decision(long sequence, int replicas) {
        return TestDecisions.up(id, sequence, replicas, Instant.now());
    }

    private ProducerRecord<byte[], byte[]> record(ScaleDecided decision) {
        return new ProducerRecord<>(Topics.SCALE_DECIDED.name(), id.key().getBytes(UTF_8), WRITER.write(decision));
    }

    private void send(ScaleDecided decision) {
        sendRaw(record(decision));
    }

    private static void sendRaw(ProducerRecord<byte[], byte[]> found) {
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
            producer.send(found);
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("bootstrap.servers", BrokerForTests.bootstrapServers());
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private List<ScaleApplied> answers() {
        return reports().stream()
                .filter(report -> report.getOutcome() != ApplyOutcome.REPORTED)
                .toList();
    }

    private List<ScaleApplied> reports() {
        FactReader<ScaleApplied> reader = new FactReader<>(REGISTRY, ScaleApplied.class);
        return all(Topics.SCALE_APPLIED.name()).stream()
                .map(found -> reader.read(found.value(), null))
                .filter(report -> report.getRegion().equals(id.region())
                        && report.getService().equals(id.service()))
                .toList();
    }

    private static String header(ConsumerRecord<byte[], byte[]> found, String name) {
        Header header = found.headers().lastHeader("__streams.errors." + name);
        return new String(header.value(), UTF_8);
    }

    private static List<ConsumerRecord<byte[], byte[]>> all(String topic) {
        Map<String, Object> settings = Map.of("bootstrap.servers", BrokerForTests.bootstrapServers());
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(found -> new TopicPartition(topic, found.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(found::add);
            }
            return found;
        }
    }

    /** A target as a real one is: other threads than the controller's look at it. */
    private static final class RecordingTarget implements ReplicaTarget {
        private final Map<TargetId, ReplicaCount> counts = new ConcurrentHashMap<>();
        private final List<Long> writes = new CopyOnWriteArrayList<>();

        private RecordingTarget(TargetId id) {
            counts.put(id, new ReplicaCount(5, 5, 0));
        }

        @Override
        public Survey survey() {
            return Survey.of(counts.keySet(), this::observe);
        }

        @Override
        public ReplicaCount observe(TargetId id) {
            return counts.get(id);
        }

        @Override
        public ApplyAnswer apply(Order order, ReplicaCount seen) {
            counts.put(order.target(), new ReplicaCount(order.replicas(), order.replicas(), order.sequence()));
            writes.add(order.sequence());
            return ApplyAnswer.applied();
        }
    }
}
