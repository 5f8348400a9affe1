package io.blackroad.streams.query;

import java.time.Instant;

/**
 * An alert as it stands.
 *
 * @param state INACTIVE, PENDING, FIRING or RESOLVED
 * @param summary what was the case when it changed, with its numbers; empty before its first change
 * @param since since when the condition holds, or held; null before its first change
 * @param changedAt when it entered its state; null before its first change
 * @param sequence changes up to now
 * @param threshold percent, tasks or hours, by the alert
 * @param forSeconds how long the condition has to hold before it fires
 */
public record AlertView(
        String name,
        String state,
        String severity,
        String summary,
        Instant since,
        Instant changedAt,
        long sequence,
        long threshold,
        long forSeconds,
        boolean enabled) {

    /** True while the condition holds. */
    boolean active() {
        return state.equals("PENDING") || state.equals("FIRING");
    }
}
