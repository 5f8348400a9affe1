package io.blackroad.connect.capture;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for others that tell nobody when they are ready. */
final class Waiting {
    private static final long MILLISECONDS = 100;

    private Waiting() {}

    static void brief() {
        try {
            Thread.sleep(MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CaptureException("interrupted", e);
        }
    }

    /** @throws CaptureException if it does not come true in time; {@code what} says what was waited for */
    static void until(BooleanSupplier condition, Duration limit, String what) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new CaptureException("waited " + limit.toSeconds() + " s in vain until " + what);
            }
            brief();
        }
    }
}
