package io.blackroad.scaling;

import java.time.Instant;

/** Event times as microseconds since 1970, which is how they are kept in memories. */
public final class Micros {
    public static final long SECOND = 1_000_000;

    private Micros() {}

    public static long of(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), SECOND), time.getNano() / 1_000);
    }

    public static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, SECOND), Math.floorMod(micros, SECOND) * 1_000);
    }
}
