package io.blackroad.schema;

import java.time.Instant;

/** {@code timestamp-micros}: microseconds since 1970-01-01 UTC. */
public final class Micros {
    private static final long PER_SECOND = 1_000_000;
    private static final int NANOS = 1_000;

    private Micros() {}

    /**
     * Microseconds of an instant; what is finer is cut off towards the past.
     *
     * @throws ArithmeticException if they do not fit: some 292,000 years from 1970
     */
    public static long of(Instant instant) {
        long seconds = instant.getEpochSecond();
        int micros = instant.getNano() / NANOS;
        if (seconds < 0) {
            // Counted down from the next second, so that the first representable one does not overflow.
            return Math.addExact(Math.multiplyExact(seconds + 1, PER_SECOND), micros - PER_SECOND);
        }
        return Math.addExact(Math.multiplyExact(seconds, PER_SECOND), micros);
    }

    /** The instant of microseconds. */
    public static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, PER_SECOND), Math.floorMod(micros, PER_SECOND) * NANOS);
    }
}
