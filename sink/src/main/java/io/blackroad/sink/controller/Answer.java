package io.blackroad.sink.controller;

import io.blackroad.schema.ApplyOutcome;

/**
 * What became of a decision, for good.
 *
 * @param sequence of the decision
 * @param outcome as it is reported
 * @param reason why it was not applied; null when it was
 */
public record Answer(long sequence, ApplyOutcome outcome, String reason) {

    static Answer applied(long sequence) {
        return new Answer(sequence, ApplyOutcome.APPLIED, null);
    }

    static Answer refused(long sequence, String reason) {
        return new Answer(sequence, ApplyOutcome.REFUSED, reason);
    }

    static Answer failed(long sequence, String reason) {
        return new Answer(sequence, ApplyOutcome.FAILED, reason);
    }

    /** The target's word as an answer; a failure is one only when nothing is tried any more. */
    static Answer of(long sequence, ApplyAnswer said) {
        ApplyOutcome outcome =
                switch (said.kind()) {
                    case APPLIED -> ApplyOutcome.APPLIED;
                    case NO_OP -> ApplyOutcome.NO_OP;
                    case REFUSED -> ApplyOutcome.REFUSED;
                    // Preparing is no answer yet; should nothing be tried any more, it has failed.
                    case FAILED, PREPARING -> ApplyOutcome.FAILED;
                };
        return new Answer(sequence, outcome, said.reason());
    }
}
