package io.blackroad.sink.jdbc;

import java.time.Duration;

/**
 * How facts are gathered.
 *
 * @param facts most of one transaction
 * @param linger longest time that a fact waits for company
 * @param bytes most that waits in memory; then nothing more is fetched
 */
public record BatchPolicy(int facts, Duration linger, long bytes) {
    /** The linger is what a person does not notice. */
    public static final BatchPolicy DEFAULT = new BatchPolicy(5_000, Duration.ofMillis(200), 32L << 20);

    public BatchPolicy {
        if (facts < 1 || linger.isNegative() || bytes < 1) {
            throw new IllegalArgumentException("a batch has at least 1 fact and 1 byte and waits at least 0 s, not "
                    + facts + ", " + bytes + ", " + linger);
        }
    }

    /** How many may wait in memory: the next batch is there when one is written. */
    int waiting() {
        return 4 * facts;
    }
}
