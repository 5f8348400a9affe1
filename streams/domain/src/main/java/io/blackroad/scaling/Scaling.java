package io.blackroad.scaling;

import io.blackroad.decision.Outcome;
import io.blackroad.load.LoadSample;
import java.time.Instant;
import java.util.List;

/**
 * The scaling stage's rule: a fold over the load samples and the controllers' answers of one target. Live decisions,
 * replays, back-tests, shadows and explanations all call {@link #decide}.
 */
public final class Scaling {
    private Scaling() {}

    /**
     * Decides on one sample when nothing is known but rule, state and sample.
     *
     * @see #decide(ScaleRule, TargetState, LoadSample, Circumstances, Instant)
     */
    public static Outcome<TargetState, ScaleDecision> decide(
            ScaleRule rule, TargetState before, LoadSample sample, Instant now) {
        return decide(rule, before, sample, Circumstances.PLAIN, now);
    }

    /**
     * Decides on one sample.
     *
     * @param now end of the sample's tick, event time
     * @return the next state, and a decision when something changes: replicas, or the reason for holding
     */
    public static Outcome<TargetState, ScaleDecision> decide(
            ScaleRule rule, TargetState before, LoadSample sample, Circumstances around, Instant now) {
        TargetState observed = observed(before, sample, around, now);
        Ruling ruling = judge(rule, observed, sample, around, now, Steps.ignored());
        TargetState state = observed.remembering(ruling.memories());
        if (ruling.silent()) {
            return Outcome.silent(state);
        }
        Judgement judgement = ruling.judgement();
        boolean hold = judgement.direction() == Direction.HOLD;
        String holdKey = hold ? judgement.holdKey(rule) : "";
        if (hold && holdKey.equals(state.holdKey())) {
            return Outcome.silent(state);
        }
        TargetState next = hold ? state.held(holdKey) : state.changed(judgement.direction(), judgement.to(), now);
        return Outcome.of(next, decision(rule, state, judgement, now));
    }

    /** The way to the decision of {@link #decide(ScaleRule, TargetState, LoadSample, Instant)}, a sentence a step. */
    public static List<String> steps(ScaleRule rule, TargetState state, LoadSample sample, Instant now) {
        return steps(rule, state, sample, Circumstances.PLAIN, now);
    }

    /** The way to the decision, a sentence a step. */
    public static List<String> steps(
            ScaleRule rule, TargetState state, LoadSample sample, Circumstances around, Instant now) {
        Steps steps = Steps.written();
        Ruling ruling = judge(rule, observed(state, sample, around, now), sample, around, now, steps);
        if (ruling.silent()) {
            steps.add("the rule is not evaluated at this tick");
            return steps.sentences();
        }
        Judgement judgement = ruling.judgement();
        steps.add("result: %s to %d replicas, bound by %s", judgement.direction(), judgement.to(), judgement.binding());
        return steps.sentences();
    }

    /** True when an answer is to an older decision than the newest answered. A report that names no decision is not old. */
    public static boolean stale(TargetState state, Answer answer) {
        return answer.sequence() != Answer.NO_DECISION && answer.sequence() < state.appliedSequence();
    }

    /**
     * True when an answer names a decision that was never made. A report may: after a loss of our state the controller
     * knows better how far the sequences had come, and they go on from there.
     */
    public static boolean unheardOf(TargetState state, Answer answer) {
        return answer.kind() != Answer.Kind.REPORT && answer.sequence() > state.lastSequence();
    }

    /** Takes a controller's answer in; a stale one and one of a decision never made change nothing. */
    public static TargetState answered(TargetState state, Answer answer) {
        return stale(state, answer) || unheardOf(state, answer) ? state : state.answered(answer);
    }

    private static TargetState observed(TargetState state, LoadSample sample, Circumstances around, Instant now) {
        Memory effects = Effects.seen(state.effects(), sample, state.replicas(), around, Micros.of(now));
        return state.observed(sample.sums().fresh() > 0, effects, now);
    }

    private static Ruling judge(
            ScaleRule rule, TargetState state, LoadSample sample, Circumstances around, Instant now, Steps steps) {
        int current = state.replicas();
        if (current < 0) {
            steps.add("no controller has reported replicas: hold");
            return new Ruling(
                    Judgement.hold(current, Binding.REPLICAS_UNKNOWN, Sentences::replicasUnknown),
                    state.memories(),
                    false);
        }
        steps.add("%d replicas run", current);
        if (rule.isPlainGuide()) {
            return new Ruling(guide(rule, state, sample, now, steps), List.of(), false);
        }
        Ruling ruling = Chain.judge(rule, state, sample, around, now);
        if (!ruling.silent()) {
            ruling.judgement().tell(steps);
        }
        return ruling;
    }

    private static Judgement guide(ScaleRule rule, TargetState state, LoadSample sample, Instant now, Steps steps) {
        int current = state.replicas();
        if (current < rule.min() || current > rule.max()) {
            return Limits.apply(rule, state, backInside(rule, current, steps), now, steps);
        }
        Judgement asked = Guide.judge(rule, current, sample, steps);
        return Limits.cooled(rule, state, Limits.apply(rule, state, asked, now, steps), now, steps);
    }

    private static Judgement backInside(ScaleRule rule, int current, Steps steps) {
        boolean few = current < rule.min();
        Direction direction = few ? Direction.UP : Direction.DOWN;
        steps.add("that is outside %d to %d", rule.min(), rule.max());
        return new Judgement(
                direction,
                direction,
                few ? rule.min() : rule.max(),
                few ? Binding.MINIMUM : Binding.MAXIMUM,
                -1,
                List::of,
                List::of,
                null,
                () -> Sentences.outsideBounds(current, rule));
    }

    private static ScaleDecision decision(ScaleRule rule, TargetState state, Judgement judgement, Instant now) {
        int from = state.replicas();
        boolean change = judgement.direction() != Direction.HOLD;
        boolean predictable = change && judgement.utilizationPermille() >= 0 && judgement.to() > 0;
        int predicted = predictable ? (int) ((long) judgement.utilizationPermille() * from / judgement.to()) : -1;
        return new ScaleDecision(
                state.lastSequence() + 1,
                now,
                now.plus(rule.validity()),
                judgement.direction(),
                from,
                judgement.to(),
                judgement.binding(),
                judgement.reason().get(),
                judgement.utilizationPermille(),
                predicted,
                judgement.proposals().get(),
                judgement.limits().get(),
                judgement.forecast());
    }
}
