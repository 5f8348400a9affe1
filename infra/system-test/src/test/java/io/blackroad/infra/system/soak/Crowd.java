package io.blackroad.infra.system.soak;

import io.blackroad.infra.bench.workload.BenchFleet;
import io.blackroad.infra.bench.workload.FactMix;
import io.blackroad.infra.system.fleet.OwnThread;
import io.blackroad.schema.SchemaRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Many agents that report evenly: of a hundred facts 89 samples, ten of tasks, one of a life. Their load stays inside every
 * rule's band. What the broker acknowledged is written down.
 */
public final class Crowd implements AutoCloseable {
    private static final long STEP_NANOS = 5_000_000;
    private static final int REGISTRATIONS = 5_000;
    private static final double NANOS = 1e9;

    /** Who could not send for longer does not make up for it. */
    private static final double MOST_BEHIND_SECONDS = 2;

    private final BenchFleet fleet;
    private final FactMix mix;
    private final double perSecond;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Receipts receipts = new Receipts();
    private final AtomicLong unacknowledged = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final OwnThread thread = new OwnThread("crowd", this::report);

    /** @param every how often each agent sends a sample */
    public Crowd(String bootstrapServers, SchemaRegistry registry, int agents, Duration every) {
        fleet = new BenchFleet(agents, 1);
        long epoch = (Instant.now().getEpochSecond() - 1) * 1_000_000;
        mix = new FactMix(fleet, registry, epoch, FactMix.Load.STEADY);
        perSecond = agents * FactMix.factsPerSample() * 1_000 / every.toMillis();
        // One request in flight, and all the time that a broken system needs: no fact overtakes another, none is given
        // up.
        producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "acks",
                        "all",
                        "linger.ms",
                        20,
                        "max.in.flight.requests.per.connection",
                        1,
                        "max.block.ms",
                        600_000,
                        "delivery.timeout.ms",
                        600_000,
                        "buffer.memory",
                        64L << 20),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** All register, then they report. */
    public void start() {
        pace(REGISTRATIONS, fleet.agents(), number -> mix.register((int) number, nowMicros()));
        producer.flush();
        thread.start();
    }

    private void report() {
        pace(perSecond, Long.MAX_VALUE, any -> mix.next(nowMicros()));
    }

    private interface Facts {
        ProducerRecord<byte[], byte[]> get(long number);
    }

    private void pace(double rate, long count, Facts facts) {
        long sent = 0;
        long start = System.nanoTime();
        while (sent < count && !thread.isEnding()) {
            double due = Math.min(count, (System.nanoTime() - start) / NANOS * rate);
            if (due - sent > MOST_BEHIND_SECONDS * rate) {
                start += (long) ((due - sent) / rate * NANOS);
                due = sent + 1.0;
            }
            for (; sent < due; sent++) {
                send(facts.get(sent));
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
    }

    private void send(ProducerRecord<byte[], byte[]> fact) {
        unacknowledged.incrementAndGet();
        producer.send(fact, (metadata, error) -> {
            unacknowledged.decrementAndGet();
            if (error == null) {
                receipts.acknowledged(metadata.topic(), metadata.partition(), metadata.offset(), fact.value());
            } else {
                refused.incrementAndGet();
            }
        });
    }

    private static long nowMicros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }

    public String nameOf(int agent) {
        return fleet.name(agent);
    }

    public int agents() {
        return fleet.agents();
    }

    /** Facts a second. */
    public double perSecond() {
        return perSecond;
    }

    public long unacknowledged() {
        return unacknowledged.get();
    }

    /** Facts that were given up; whether they are stored is not known. */
    public long refused() {
        return refused.get();
    }

    public Receipts receipts() {
        return receipts;
    }

    /** The last fact is sent and answered when this returns. */
    @Override
    public void close() {
        thread.close();
        producer.close();
    }
}
