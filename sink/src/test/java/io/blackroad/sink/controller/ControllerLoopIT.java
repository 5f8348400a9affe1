package io.blackroad.sink.controller;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.blackroad.infra.stack.fault.Relay;
import io.blackroad.schema.ApplyOutcome;
import io.blackroad.schema.ScaleApplied;
import io.blackroad.schema.ScaleDecided;
import io.blackroad.topic.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The loop against a real broker. Each test has a target and a controller of its own. */
class ControllerLoopIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

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
            DecisionTopics.send(decision(1, 8));
            await().atMost(LIMIT).until(() -> !answers().isEmpty());
            // It is counted after it can be read.
            await().atMost(LIMIT).until(() -> loop.counts().reports(ApplyOutcome.APPLIED) == 1);
        }
        DecisionTopics.send(decision(2, 9));
        try (ControllerLoop loop = start()) {
            await().atMost(LIMIT).until(() -> answers().size() == 2);
            assertThat(loop.failure()).isEmpty();
        }

        assertThat(target.writes).containsExactly(1L, 2L);
        assertThat(answers())
                .extracting(ScaleApplied::getSequence, ScaleApplied::getOutcome, ScaleApplied::getReplicas)
                .containsExactly(tuple(1L, ApplyOutcome.APPLIED, 8), tuple(2L, ApplyOutcome.APPLIED, 9));
        assertThat(DecisionTopics.reports(id).get(0).getOutcome()).isEqualTo(ApplyOutcome.REPORTED);
    }

    @Test
    void aDryRunSaysWhatItWouldDoAndDoesNothing() {
        List<String> said = new CopyOnWriteArrayList<>();
        // What it says of other tests' records is theirs.
        Consumer<String> says = line -> {
            if (line.startsWith(id.key())) {
                said.add(line);
            }
        };
        ControllerConfig config =
                ControllerConfig.of(BrokerForTests.bootstrapServers(), RegistryForTests.REGISTRY, name);
        try (ControllerLoop dry = ControllerLoop.dryRun(config, target, Clock.systemUTC(), says)) {
            dry.start();
            DecisionTopics.send(decision(1, 8));
            await().atMost(LIMIT).until(() -> !said.isEmpty());
        }
        assertThat(said).singleElement().asString().startsWith(id.key() + " decision 1: would set 8 replicas where ");
        assertThat(target.writes).isEmpty();
        assertThat(DecisionTopics.reports(id)).isEmpty();

        try (ControllerLoop loop = start()) {
            await().atMost(LIMIT).until(() -> !answers().isEmpty());
            assertThat(loop.failure()).isEmpty();
        }
        assertThat(target.writes).containsExactly(1L);
    }

    @Test
    void abortedDecisionsAreNeverSeen() {
        try (ControllerLoop loop = start();
                KafkaProducer<byte[], byte[]> producer = DecisionTopics.producer(Map.of("transactional.id", name))) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(DecisionTopics.record(decision(1, 50)));
            producer.flush();
            producer.abortTransaction();
            producer.beginTransaction();
            producer.send(DecisionTopics.record(decision(2, 8)));
            producer.commitTransaction();

            await().atMost(LIMIT).until(() -> !answers().isEmpty());
            assertThat(loop.isRunning()).isTrue();
        }
        assertThat(target.writes).containsExactly(2L);
    }

    @Test
    void whatCannotBeReadIsSetAsideWithItsOrigin() {
        try (ControllerLoop loop = start()) {
            DecisionTopics.sendRaw(
                    new ProducerRecord<>(Topics.SCALE_DECIDED.name(), id.key().getBytes(UTF_8), new byte[] {7, 7}));
            DecisionTopics.send(decision(1, 8));

            await().atMost(LIMIT).until(() -> !answers().isEmpty());
            assertThat(loop.counts().deadLetters()).isPositive();
        }
        ConsumerRecord<byte[], byte[]> letter = BrokerForTests.all(Topics.DEAD_LETTER).stream()
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
            DecisionTopics.send(decision(1, 8));
            await().atMost(LIMIT).until(() -> !answers().isEmpty());
            try (ControllerLoop fresh = start()) {
                await().atMost(LIMIT).until(() -> !old.isRunning());
                assertThat(old.failure().orElseThrow())
                        .hasMessageContaining("another process runs as controller " + name);

                DecisionTopics.send(decision(2, 9));
                await().atMost(LIMIT).until(() -> answers().size() == 2);
                assertThat(fresh.isRunning()).isTrue();
            }
        }
        assertThat(target.writes).containsExactly(1L, 2L);
    }

    @Test
    void aKilledBrokerIsWaitedFor() {
        try (ControllerLoop loop = start()) {
            DecisionTopics.send(decision(1, 8));
            await().atMost(LIMIT).until(() -> !answers().isEmpty());

            BrokerForTests.killAndRestart(() -> assertThat(loop.isRunning()).isTrue());
            DecisionTopics.send(decision(2, 9));

            await().atMost(LIMIT).until(() -> answers().size() == 2);
            assertThat(loop.failure()).isEmpty();
        }
        assertThat(target.writes).containsExactly(1L, 2L);
    }

    @Test
    void cutOffFromKafkaItAppliesNothingThatIsNoLongerValid() {
        cutOff(Duration.ofSeconds(2));
    }

    /** Longer than its clients wait, so that it starts over, and its first tries to are in vain. */
    @Test
    @EnabledIfSystemProperty(named = "blackroad.tests", matches = "all")
    void cutOffFromKafkaForLongItAppliesNothingThatIsNoLongerValid() {
        cutOff(Duration.ofSeconds(45));
    }

    /** One decision waits for its target when the network falls silent, another is made meanwhile: both lose their validity. */
    private void cutOff(Duration silence) {
        ShiftedClock clock = new ShiftedClock();
        ControllerConfig config = ControllerConfig.of(BrokerForTests.relayedServers(), RegistryForTests.REGISTRY, name);
        try (ControllerLoop loop = new ControllerLoop(config, target, clock)) {
            loop.start();
            DecisionTopics.send(decision(1, 8));
            await().atMost(LIMIT).until(() -> answers().size() == 1);
            target.fails = true;
            DecisionTopics.send(decision(2, 9));
            await().atMost(LIMIT).until(() -> loop.counts().failedTries() > 0);

            BrokerForTests.line(Relay.Line.SILENT);
            DecisionTopics.send(decision(3, 10));
            clock.advance(TestDecisions.VALID.plusSeconds(1));
            int looks = target.looks.get();
            await().atMost(LIMIT).until(() -> target.looks.get() > looks);
            // Whoever tries again now does so with a decision that is too old.
            target.fails = false;
            Instant end = Instant.now().plus(silence);
            await().atMost(LIMIT).until(() -> Instant.now().isAfter(end));
            assertThat(target.writes).containsExactly(1L);
            assertThat(answers()).hasSize(1);

            BrokerForTests.line(Relay.Line.OPEN);
            await().atMost(LIMIT).until(() -> answered(3));
            DecisionTopics.send(TestDecisions.up(id, 4, 11, clock.instant()));
            await().atMost(LIMIT).until(() -> answered(4));
            assertThat(loop.failure()).isEmpty();
        } finally {
            BrokerForTests.line(Relay.Line.OPEN);
        }
        assertThat(target.writes).containsExactly(1L, 4L);
        // What waited may have been replaced by the next before its end could be told: then that one speaks for both.
        assertThat(answers())
                .filteredOn(answer -> answer.getSequence() == 2 || answer.getSequence() == 3)
                .isNotEmpty()
                .allMatch(answer -> answer.getOutcome() == ApplyOutcome.EXPIRED);
        assertThat(answers())
                .filteredOn(answer -> answer.getSequence() == 4)
                .extracting(ScaleApplied::getOutcome)
                .containsExactly(ApplyOutcome.APPLIED);
    }

    @Test
    void theEndOfALongReportsTopicSaysWhatWasAnswered() {
        try (ControllerLoop loop = start()) {
            DecisionTopics.send(decision(7, 8));
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
        return ControllerConfig.of(BrokerForTests.bootstrapServers(), RegistryForTests.REGISTRY, name);
    }

    private ScaleDecided decision(long sequence, int replicas) {
        return TestDecisions.up(id, sequence, replicas, Instant.now());
    }

    private boolean answered(long sequence) {
        return answers().stream().anyMatch(answer -> answer.getSequence() == sequence);
    }

    private List<ScaleApplied> answers() {
        return DecisionTopics.answers(id);
    }

    private static String header(ConsumerRecord<byte[], byte[]> found, String name) {
        Header header = found.headers().lastHeader("__streams.errors." + name);
        return new String(header.value(), UTF_8);
    }

    /** A target as a real one is: other threads than the controller's look at it. */
    private static final class RecordingTarget implements ReplicaTarget {
        private final Map<TargetId, ReplicaCount> counts = new ConcurrentHashMap<>();
        private final List<Long> writes = new CopyOnWriteArrayList<>();
        private final AtomicInteger looks = new AtomicInteger();
        private volatile boolean fails;

        private RecordingTarget(TargetId id) {
            counts.put(id, new ReplicaCount(5, 5, 0));
        }

        @Override
        public Survey survey() {
            return Survey.of(counts.keySet(), counts::get);
        }

        /** For a decision that waits. */
        @Override
        public ReplicaCount observe(TargetId id) {
            looks.incrementAndGet();
            return counts.get(id);
        }

        @Override
        public ApplyAnswer apply(Order order, ReplicaCount seen) {
            if (fails) {
                return ApplyAnswer.failed("it is told to");
            }
            counts.put(order.target(), new ReplicaCount(order.replicas(), order.replicas(), order.sequence()));
            writes.add(order.sequence());
            return ApplyAnswer.applied();
        }
    }

    /** The real time, or later. */
    private static final class ShiftedClock extends Clock {
        private volatile Duration ahead = Duration.ZERO;

        private void advance(Duration by) {
            ahead = ahead.plus(by);
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
