package io.blackroad.producer.fleet;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;

/**
 * Ties the time of a model to that of the world. The model's moves with a monotonic clock, but stands while the process
 * does: after a long stop the fleet goes on where it was, instead of making up for hours of samples in one burst. The
 * times that facts carry stay those of the world.
 */
final class FleetClock {
    /** What the fleet catches up with; a longer delay is taken for a stop. */
    static final Duration MOST_BEHIND = Duration.ofSeconds(2);

    /** Below this the two clocks' jitter would make times go back and forth. */
    private static final long LEAST_CORRECTION_MICROS = 20_000;

    private final LongSupplier nanos;
    private final InstantSource world;
    private long startNanos;
    private long offsetMicros;
    private long skippedMicros;

    FleetClock(LongSupplier nanos, InstantSource world) {
        this.nanos = nanos;
        this.world = world;
        this.startNanos = nanos.getAsLong();
        this.offsetMicros = worldMicros();
    }

    /** Until when a model that has come to {@code modelNow} shall advance, microseconds since the start. */
    long target(long modelNow) {
        long target = (nanos.getAsLong() - startNanos) / 1_000;
        long behind = target - modelNow;
        if (behind > MOST_BEHIND.toNanos() / 1_000) {
            startNanos += behind * 1_000;
            skippedMicros += behind;
            target = modelNow;
        }
        long offset = worldMicros() - target;
        if (Math.abs(offset - offsetMicros) > LEAST_CORRECTION_MICROS) {
            offsetMicros = offset;
        }
        return target;
    }

    /** The time of the world at a time of the model. */
    Instant worldTime(long modelMicros) {
        long micros = modelMicros + offsetMicros;
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000);
    }

    /** Time in which the fleet stood, microseconds. */
    long skippedMicros() {
        return skippedMicros;
    }

    private long worldMicros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, world.instant());
    }
}
