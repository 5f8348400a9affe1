package io.blackroad.sink.controller;

import java.time.Duration;

/**
 * What a target says to a decision.
 *
 * @param kind what it did
 * @param reason why it refused, failed or waits; null otherwise
 * @param retryAfter how long it wants to be left alone before it is asked again; zero for no wish
 */
public record ApplyAnswer(Kind kind, String reason, Duration retryAfter) {

    /** What a target did with a decision. */
    public enum Kind {
        /** The replicas are those of the decision now, and its sequence is stored. */
        APPLIED,
        /** They were already. */
        NO_OP,
        /** It will not, now or later; asking again is of no use. */
        REFUSED,
        /** It could not, or may not have; asking again may help. */
        FAILED,
        /** It prepares for the decision, so it is to be asked again; that is no failure. */
        PREPARING
    }

    public static ApplyAnswer applied() {
        return new ApplyAnswer(Kind.APPLIED, null, Duration.ZERO);
    }

    public static ApplyAnswer noOp() {
        return new ApplyAnswer(Kind.NO_OP, null, Duration.ZERO);
    }

    public static ApplyAnswer refused(String reason) {
        return new ApplyAnswer(Kind.REFUSED, reason, Duration.ZERO);
    }

    public static ApplyAnswer failed(String reason) {
        return failed(reason, Duration.ZERO);
    }

    /** A failure of a target that said when it wants to be asked again, as with status 429. */
    public static ApplyAnswer failed(String reason, Duration retryAfter) {
        return new ApplyAnswer(Kind.FAILED, reason, retryAfter);
    }

    public static ApplyAnswer preparing(String reason, Duration retryAfter) {
        return new ApplyAnswer(Kind.PREPARING, reason, retryAfter);
    }
}
