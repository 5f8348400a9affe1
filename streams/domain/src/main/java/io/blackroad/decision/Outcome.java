package io.blackroad.decision;

import java.util.List;

/**
 * What a decision gives back: the next state and what was decided. The one who asks writes both down; nothing here does.
 *
 * @param state the state to remember
 * @param decisions in order; empty when there is nothing to say
 */
public record Outcome<S, D>(S state, List<D> decisions) {
    public Outcome {
        decisions = List.copyOf(decisions);
    }

    /** A new state and one decision. */
    public static <S, D> Outcome<S, D> of(S state, D decision) {
        return new Outcome<>(state, List.of(decision));
    }

    /** A new state, silently. */
    public static <S, D> Outcome<S, D> silent(S state) {
        return new Outcome<>(state, List.of());
    }
}
