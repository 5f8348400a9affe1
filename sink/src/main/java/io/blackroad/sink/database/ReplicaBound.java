package io.blackroad.sink.database;

import java.time.Duration;

/**
 * How far a replica may be behind the primary and still be read from; it has to keep both.
 *
 * @param bytes of the write-ahead log not yet replayed
 * @param delay age of the oldest change not yet replayed
 */
public record ReplicaBound(long bytes, Duration delay) {
    /** A segment of the log, and what a person does not notice. */
    public static final ReplicaBound DEFAULT = new ReplicaBound(16L << 20, Duration.ofSeconds(5));

    public ReplicaBound {
        if (bytes < 0 || delay.isNegative()) {
            throw new IllegalArgumentException(
                    "a replica's bound is at least 0 bytes and 0 s, not " + bytes + " bytes and " + delay);
        }
    }
}
