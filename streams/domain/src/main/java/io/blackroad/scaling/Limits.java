package io.blackroad.scaling;

import java.time.Instant;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** What stands around every rule kind: bounds, pause, confirmation, cooldown, in this order. */
final class Limits {
    private Limits() {}

    static Judgement apply(ScaleRule rule, TargetState state, Judgement asked, Instant now, Steps steps) {
        if (asked.direction() == Direction.HOLD) {
            return asked;
        }
        Judgement bounded = bounded(rule, state.replicas(), asked, steps);
        if (bounded.direction() == Direction.HOLD) {
            return bounded;
        }
        if (rule.paused(bounded.direction())) {
            steps.add("%s is paused: hold", bounded.direction());
            return held(state, bounded, Binding.PAUSED, reason -> Sentences.paused(reason, bounded.direction()));
        }
        if (unconfirmed(rule, state, bounded.direction(), now)) {
            steps.add("decision %d is not applied yet: hold", state.pendingSequence());
            return held(state, bounded, Binding.UNCONFIRMED, reason -> Sentences.unconfirmed(reason, state));
        }
        return bounded;
    }

    /**
     * Holds while the last change is too recent. Returning to the bounds does not wait for it. A scale-down also waits
     * until the target has been watched for a cooldown without a break: a fleet that starts, or that we hear of again,
     * looks idle at first.
     */
    static Judgement cooled(ScaleRule rule, TargetState state, Judgement asked, Instant now, Steps steps) {
        if (asked.direction() == Direction.HOLD) {
            return asked;
        }
        Instant changed = state.lastChangeAt();
        if (changed != null && now.isBefore(changed.plus(rule.cooldown()))) {
            Instant until = changed.plus(rule.cooldown());
            steps.add("the cooldown ends at %s: hold", until);
            return held(
                    state, asked, Binding.COOLDOWN, reason -> Sentences.cooldown(reason, now, until, rule.cooldown()));
        }
        Instant since = state.observedSince();
        if (asked.direction() == Direction.DOWN && (since == null || now.isBefore(since.plus(rule.cooldown())))) {
            steps.add("watched without a break only since %s: hold", since);
            return held(state, asked, Binding.COOLDOWN, reason -> Sentences.watched(reason, since, rule.cooldown()));
        }
        steps.add("no cooldown holds it");
        return asked;
    }

    private static Judgement bounded(ScaleRule rule, int current, Judgement asked, Steps steps) {
        int to = Math.max(rule.min(), Math.min(rule.max(), asked.to()));
        if (to == asked.to() && to != current) {
            return asked;
        }
        boolean maximum = asked.direction() == Direction.UP;
        Binding binding = maximum ? Binding.MAXIMUM : Binding.MINIMUM;
        steps.add("bounds %d to %d cut it to %d", rule.min(), rule.max(), to);
        Supplier<String> why = asked.reason();
        if (to == current) {
            return new Judgement(
                    Direction.HOLD,
                    asked.wanted(),
                    current,
                    binding,
                    asked.utilizationPermille(),
                    asked.proposals(),
                    asked.limits(),
                    asked.forecast(),
                    () -> Sentences.atBound(why.get(), asked.to(), to, maximum));
        }
        return new Judgement(
                asked.direction(),
                asked.wanted(),
                to,
                binding,
                asked.utilizationPermille(),
                asked.proposals(),
                asked.limits(),
                asked.forecast(),
                () -> Sentences.bounded(why.get(), asked.to(), to, maximum));
    }

    private static boolean unconfirmed(ScaleRule rule, TargetState state, Direction direction, Instant now) {
        return state.pendingDirection() == direction
                && state.pendingSince() != null
                && now.isBefore(state.pendingSince().plus(rule.confirm()));
    }

    private static Judgement held(TargetState state, Judgement asked, Binding binding, UnaryOperator<String> sentence) {
        return new Judgement(
                Direction.HOLD,
                asked.wanted(),
                state.replicas(),
                binding,
                asked.utilizationPermille(),
                asked.proposals(),
                asked.limits(),
                asked.forecast(),
                () -> sentence.apply(asked.reason().get()));
    }
}
