package io.blackroad.sink.controller;

import java.time.Duration;
import java.time.Instant;

/**
 * How often a failing target is asked again with the same decision, and after which waits: the first doubled each time,
 * up to the longest.
 *
 * @param attempts how often it is asked in all, at least 1; then FAILED is reported
 */
public record RetryPolicy(int attempts, Duration first, Duration longest) {

    /** Ten times over about a minute: longer than an API restarts, shorter than a decision is worth repeating. */
    public static final RetryPolicy DEFAULT = new RetryPolicy(10, Duration.ofMillis(200), Duration.ofSeconds(10));

    public RetryPolicy {
        if (attempts < 1 || first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("a retry policy needs attempts >= 1 and 0 < first <= longest, not "
                    + attempts + ", " + first + ", " + longest);
        }
    }

    /** Wait after this many failures. */
    Duration waitAfter(int failures) {
        Duration wait = first;
        for (int doubled = 1; doubled < failures && wait.compareTo(longest) < 0; doubled++) {
            wait = wait.multipliedBy(2);
        }
        return wait.compareTo(longest) < 0 ? wait : longest;
    }

    /**
     * True once {@code wait} has passed since {@code since}. A clock that was set back makes it pass at once rather than
     * never.
     */
    static boolean passed(Instant since, Duration wait, Instant now) {
        return now.isBefore(since) || !now.isBefore(since.plus(wait));
    }
}
