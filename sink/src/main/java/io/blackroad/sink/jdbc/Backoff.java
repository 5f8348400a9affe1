package io.blackroad.sink.jdbc;

import java.time.Duration;
import java.time.Instant;

/** When to try again after failures in a row: each wait twice the one before, up to {@link #LONGEST}. */
final class Backoff {
    static final Duration FIRST = Duration.ofMillis(200);
    static final Duration LONGEST = Duration.ofSeconds(5);
    private static final int DOUBLINGS = 8;

    private int failures;
    private Instant next = Instant.MIN;

    void failed(Instant now) {
        Duration wait = FIRST.multipliedBy(1L << Math.min(failures, DOUBLINGS));
        failures++;
        next = now.plus(wait.compareTo(LONGEST) < 0 ? wait : LONGEST);
    }

    void succeeded() {
        failures = 0;
        next = Instant.MIN;
    }

    int failures() {
        return failures;
    }

    /** How long until it is due. */
    Duration wait(Instant now) {
        return isDue(now) ? Duration.ZERO : Duration.between(now, next);
    }

    boolean isDue(Instant now) {
        return !now.isBefore(next);
    }
}
