package io.blackroad.infra.bench.steady;

import io.blackroad.infra.bench.workload.BenchFleet;
import io.blackroad.infra.bench.workload.FactMix;
import io.blackroad.infra.bench.workload.FactProducer;
import io.blackroad.infra.bench.workload.Sent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Sends the facts of a fleet as they happen: evenly, each with the time at which it is sent. */
final class LiveFleet {
    private static final long STEP_NANOS = 2_000_000;

    /** Registrations a second; a fleet does not wake all at once. */
    private static final long REGISTRATIONS = 20_000;

    private final BenchFleet fleet;
    private final FactMix mix;
    private final FactProducer producer;
    private final long tickMicros;
    private final Latencies closings;
    private final long[] tickOfPartition;

    /** @param closings hears when the fact that ends a tick in its partition was appended */
    LiveFleet(BenchFleet fleet, FactMix mix, FactProducer producer, long tickMicros, Latencies closings) {
        this.fleet = fleet;
        this.mix = mix;
        this.producer = producer;
        this.tickMicros = tickMicros;
        this.closings = closings;
        this.tickOfPartition = new long[fleet.partitions()];
    }

    /** Every agent's first fact. */
    void register() {
        pace(fleet.agents(), REGISTRATIONS, agent -> mix.register((int) agent, nowMicros()));
    }

    /** The mix, at a rate, for a time. */
    void run(double perSecond, int seconds) {
        pace((long) (perSecond * seconds), perSecond, any -> mix.next(nowMicros()));
    }

    /** Waits for the end of the running tick and closes it everywhere. */
    Sent end() {
        long end = (nowMicros() / tickMicros + 1) * tickMicros;
        while (nowMicros() < end) {
            LockSupport.parkNanos(STEP_NANOS);
        }
        Sent sent = mix.end(end);
        for (int partition = 0; partition < fleet.partitions(); partition++) {
            producer.send(mix.closing(partition));
        }
        producer.flush();
        return sent;
    }

    private interface Facts {
        ProducerRecord<byte[], byte[]> get(long number);
    }

    private void pace(long count, double perSecond, Facts facts) {
        long start = System.nanoTime();
        long sent = 0;
        while (sent < count) {
            long due = Math.min(count, (long) ((System.nanoTime() - start) / 1e9 * perSecond) + 1);
            for (; sent < due; sent++) {
                send(facts.get(sent));
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
    }

    private void send(ProducerRecord<byte[], byte[]> fact) {
        int partition = fleet.partitionOf(fact.key());
        long tick = fact.timestamp() * 1_000 / tickMicros;
        if (tick == tickOfPartition[partition]) {
            producer.send(fact);
            return;
        }
        tickOfPartition[partition] = tick;
        long tickEndMillis = tick * tickMicros / 1_000;
        producer.send(fact, (metadata, error) -> {
            if (error == null) {
                closings.add(tickEndMillis, metadata.timestamp() - tickEndMillis);
            }
        });
    }

    private static long nowMicros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }
}
