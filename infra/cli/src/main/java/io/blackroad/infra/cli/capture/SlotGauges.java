package io.blackroad.infra.cli.capture;

import io.blackroad.connect.capture.Slot;
import io.blackroad.connect.database.DatabaseException;
import io.blackroad.infra.cli.config.Settings;
import io.blackroad.infra.cli.database.Databases;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * How far the reader of the control database's log is behind, as gauges. The database is asked by a thread of its own, so
 * that one that hangs holds up no scrape; while it does not answer both are not a number.
 */
public final class SlotGauges implements AutoCloseable {
    private static final Duration LOOK = Duration.ofSeconds(10);

    private final Supplier<Optional<Slot>> slot;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile double retainedBytes = Double.NaN;
    private volatile double active = Double.NaN;

    SlotGauges(MeterRegistry meters, Supplier<Optional<Slot>> slot) {
        this.slot = slot;
        Gauge.builder("blackroad.control.slot.retained", () -> retainedBytes)
                .baseUnit("bytes")
                .description("Log that PostgreSQL keeps for change capture of the control database.")
                .register(meters);
        Gauge.builder("blackroad.control.slot.active", () -> active)
                .description("1 while change capture reads the control database's log.")
                .register(meters);
    }

    /** Looks every 10 s until closed. */
    public static SlotGauges start(MeterRegistry meters, Settings settings) {
        SlotGauges gauges = new SlotGauges(meters, () -> Slot.of(Databases.of(settings)));
        Thread thread = new Thread(gauges::run, "slot-gauges");
        thread.setDaemon(true);
        thread.start();
        return gauges;
    }

    void look() {
        try {
            Optional<Slot> now = slot.get();
            retainedBytes = now.map(Slot::retainedBytes).orElse(0L);
            active = now.filter(Slot::active).isPresent() ? 1 : 0;
        } catch (DatabaseException e) {
            retainedBytes = Double.NaN;
            active = Double.NaN;
        }
    }

    private void run() {
        try {
            do {
                look();
            } while (!closed.await(LOOK.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
