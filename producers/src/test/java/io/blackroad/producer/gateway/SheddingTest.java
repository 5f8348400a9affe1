package io.blackroad.producer.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** What is turned away while Kafka is slower than agents: samples first, and nothing once it has caught up. */
class SheddingTest {
    private static final long MILLI = 1_000_000;
    private static final GatewayLimits LIMITS = GatewayLimits.defaults();

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final MockProducer<byte[], byte[]> kafka =
            new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 3_000 * MILLI);
    private final FactLog log = new FactLog(() -> kafka, nanos::get);
    private final Shedding shedding = new Shedding(LIMITS, log.backlog(), new GatewayMeters(registry), nanos::get);

    private static FactShape shape(String kind) {
        return FactShape.named(kind).orElseThrow();
    }

    private void write(int size) {
        log.write(new ProducerRecord<>("facts", new byte[] {1}, new byte[size - 1]), new FactLog.Ending() {
            @Override
            public void acknowledged() {
                // Of no interest.
            }

            @Override
            public void failed(Rejection why, boolean certainly) {
                // Of no interest.
            }
        });
    }

    private void pass(long millis) {
        nanos.addAndGet(millis * MILLI);
    }

    private Duration waited() {
        return log.backlog().queue(nanos.get()).waited();
    }

    private Duration ahead() {
        return log.backlog().queue(nanos.get()).ahead();
    }

    private void assertTaken(String kind) {
        assertThatCode(() -> shedding.requireRoom(shape(kind))).doesNotThrowAnyException();
    }

    private void assertTurnedAway(String kind) {
        double before = counted(kind);
        assertThatExceptionOfType(RejectedException.class)
                .isThrownBy(() -> shedding.requireRoom(shape(kind)))
                .satisfies(e -> {
                    assertThat(e.rejection().type()).isEqualTo(ProblemType.OVERLOADED);
                    assertThat(e.rejection().type().status()).isEqualTo(503);
                    assertThat(e.rejection().retryAfterSeconds()).isPositive();
                });
        assertThat(counted(kind)).isEqualTo(before + 1);
    }

    private double counted(String kind) {
        return registry.get("blackroad.gateway.shed")
                .tag("kind", kind)
                .counter()
                .count();
    }

    @Test
    void samplesAreTurnedAwayFirstAllOthersOnlyWhenTheyWouldComeTooLate() {
        write(100);
        pass(2_000);
        assertTaken("metric-sampled");
        pass(1);
        assertTurnedAway("metric-sampled");
        for (String kind : new String[] {"lifecycle-changed", "task-changed", "gpu-changed"}) {
            assertTaken(kind);
        }
        pass(4_999);
        assertTaken("task-changed");
        pass(1);
        for (FactShape each : FactShape.ALL) {
            assertTurnedAway(each.name());
        }
    }

    @Test
    void whoIsAnsweredHasWaitedAndThoseBeforeIt() {
        write(100);
        pass(3_000);
        write(100);
        kafka.completeNext();
        assertThat(waited()).isEqualTo(Duration.ofSeconds(3));
        kafka.completeNext();
        assertThat(waited()).isZero();
        assertTaken("metric-sampled");
    }

    @Test
    void aQueueThatGrowsIsSeenBeforeItsEndHasWaited() {
        for (int fact = 0; fact < 8; fact++) {
            write(100_000);
        }
        pass(1_000);
        kafka.completeNext();
        assertThat(ahead()).isEqualTo(Duration.ofSeconds(7));
        assertTurnedAway("metric-sampled");
        assertTaken("task-changed");
        write(1_000);
        for (FactShape each : FactShape.ALL) {
            assertTurnedAway(each.name());
        }
        for (int fact = 0; fact < 6; fact++) {
            kafka.completeNext();
        }
        assertThat(ahead()).isLessThan(Duration.ofMillis(150));
        assertTaken("metric-sampled");
    }

    @Test
    void aBurstIsNoOverload() {
        for (int fact = 0; fact < 1_000; fact++) {
            write(100);
            pass(2);
            kafka.completeNext();
        }
        write((int) (LIMITS.bufferBytes() / 2));
        pass(100);
        assertTaken("metric-sampled");
        pass(1);
        assertTurnedAway("metric-sampled");
        pass(599);
        assertTaken("task-changed");
    }

    @Test
    void whereLittleIsSentALittleMoreIsNotTooMuch() {
        write(100);
        kafka.completeNext();
        pass(60_000);
        for (int fact = 0; fact < 300; fact++) {
            write(200);
        }
        pass(999);
        assertTaken("metric-sampled");
        pass(5_001);
        assertTaken("task-changed");
    }

    @Test
    void whatKafkaGivesUpIsNotItsPace() {
        write(200_000);
        write(200_000);
        pass(1_000);
        kafka.completeNext();
        write(800_000);
        pass(1_000);
        kafka.errorNext(new BufferExhaustedException("given up"));
        assertThat(ahead()).isEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void afterARestTheWaitBeginsAnew() {
        write(100);
        kafka.completeNext();
        pass(60_000);
        write(100);
        assertThat(waited()).isZero();
        assertTaken("metric-sampled");
    }

    @Test
    void samplesLeaveHalfOfTheRoomToAllOthers() {
        int half = (int) (LIMITS.bufferBytes() / 2);
        write(half);
        assertTaken("metric-sampled");
        write(2);
        assertTurnedAway("metric-sampled");
        assertTaken("task-changed");
        kafka.completeNext();
        assertTaken("metric-sampled");
        assertThat(log.backlog().bytes()).isEqualTo(2);
    }

    @Test
    void whatTheProducerDoesNotTakeIsNoSignThatItCaughtUp() {
        write(100);
        pass(3_000);
        kafka.sendException = new IllegalStateException("closed");
        write(100);
        assertThat(waited()).isEqualTo(Duration.ofSeconds(3));
        assertThat(log.backlog().bytes()).isEqualTo(100);
    }

    @Test
    void whatKafkaGivesUpHasWaitedToo() {
        write(100);
        pass(10_000);
        kafka.errorNext(new BufferExhaustedException("given up"));
        assertThat(log.backlog().bytes()).isZero();
        assertThat(waited()).isZero();
    }
}
