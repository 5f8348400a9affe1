package io.blackroad.sink.controller;

/**
 * What a target says to a decision.
 *
 * @param kind what it did
 * @param reason why it refused or failed; null otherwise
 */
public record ApplyAnswer(Kind kind, String reason) {

    /** What a target did with a decision. */
    public enum Kind {
        /** The replicas are those of the decision now, and its sequence is stored. */
        APPLIED,
        /** They were already. */
        NO_OP,
        /** It will not, now or later; asking again is of no use. */
        REFUSED,
        /** It could not, or may not have; asking again may help. */
        FAILED
    }

    public static ApplyAnswer applied() {
        return new ApplyAnswer(Kind.APPLIED, null);
    }

    public static ApplyAnswer noOp() {
        return new ApplyAnswer(Kind.NO_OP, null);
    }

    public static ApplyAnswer refused(String reason) {
        return new ApplyAnswer(Kind.REFUSED, reason);
    }

    public static ApplyAnswer failed(String reason) {
        return new ApplyAnswer(Kind.FAILED, reason);
    }
}
