package io.blackroad.alert;

import java.time.Instant;

/**
 * An alert that changed its state.
 *
 * @param sequence counts the changes of this alert from 1
 * @param state the state that it entered
 * @param summary what is the case, with its numbers
 * @param since since when the condition holds, or held
 * @param at when it changed, event time
 */
public record AlertChange(
        String alert, long sequence, State state, String severity, String summary, Instant since, Instant at) {

    /** States that an alert enters. */
    public enum State {
        /** The condition holds, not for long enough yet. */
        PENDING,
        /** It held for long enough. */
        FIRING,
        /** It does not hold any more, or the alert was switched off. */
        RESOLVED
    }

    /** True while the condition holds. */
    public boolean active() {
        return state != State.RESOLVED;
    }
}
