package io.blackroad.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.decision.Outcome;
import java.time.Instant;

/** One target's life under a rule, checked at every step against a second, simpler memory of what was decided. */
final class Life {
    private final ScaleRule rule;
    private TargetState state = new TargetState(0, 0, 20, null, null, 0, Direction.HOLD, null, "", null);
    private Instant now = Given.NOW;
    private long sequence;
    private Instant effectiveChange;
    private Instant changeBefore;
    private Instant watchedSince;
    private ScaleDecision waiting;
    private String lastHold = "";

    Life(ScaleRule rule) {
        this.rule = rule;
    }

    void live(Worlds.Tick tick) {
        now = now.plusSeconds(tick.seconds());
        boolean heard = tick.sample().sums().fresh() > 0;
        watchedSince = heard && watchedSince == null ? now : heard ? watchedSince : null;
        Outcome<TargetState, ScaleDecision> outcome = Scaling.decide(rule, state, tick.sample(), now);
        assertThat(outcome.decisions()).hasSizeLessThanOrEqualTo(1);
        outcome.decisions().forEach(this::check);
        if (outcome.decisions().isEmpty()) {
            assertThat(outcome.state())
                    .isEqualTo(state.observed(heard, outcome.state().effects(), now));
        }
        state = outcome.state();
        assertThat(state.lastSequence()).isEqualTo(sequence);
        reply(tick);
    }

    private void check(ScaleDecision decision) {
        assertThat(decision.sequence()).isEqualTo(++sequence);
        if (decision.direction() == Direction.HOLD) {
            assertThat(decision.binding() + decision.reason()).isNotEqualTo(lastHold);
            lastHold = decision.binding() + decision.reason();
            return;
        }
        lastHold = "";
        boolean outside = state.replicas() < rule.min() || state.replicas() > rule.max();
        if (!outside && effectiveChange != null) {
            assertThat(now).isAfterOrEqualTo(effectiveChange.plus(rule.cooldown()));
        }
        if (!outside && decision.direction() == Direction.DOWN) {
            assertThat(now).isAfterOrEqualTo(watchedSince.plus(rule.cooldown()));
        }
        if (waiting != null && waiting.direction() == decision.direction()) {
            assertThat(now).isAfterOrEqualTo(waiting.decidedAt().plus(rule.confirm()));
        }
        waiting = decision;
        changeBefore = effectiveChange;
        effectiveChange = now;
    }

    private void reply(Worlds.Tick tick) {
        switch (tick.reply()) {
            case NOTHING -> {}
            case APPLIES -> answer(true, waiting == null ? state.replicas() : waiting.to());
            case APPLIES_AGAIN -> {
                answer(true, waiting == null ? state.replicas() : waiting.to());
                state = Scaling.answered(
                        state, new Answer(state.appliedSequence(), Answer.Kind.APPLIED, state.replicas()));
            }
            case REFUSES -> answer(false, state.replicas());
            case REPORTS ->
                state = Scaling.answered(
                        state,
                        new Answer(
                                state.appliedSequence(),
                                Answer.Kind.APPLIED,
                                Math.max(0, state.replicas() + tick.drift())));
            case STALE -> {
                TargetState before = state;
                if (state.appliedSequence() > 1) {
                    state = Scaling.answered(
                            state, new Answer(state.appliedSequence() - 1, Answer.Kind.NOT_APPLIED, 99));
                }
                assertThat(state).isEqualTo(before);
            }
        }
    }

    private void answer(boolean applied, int replicas) {
        if (waiting == null) {
            return;
        }
        state = Scaling.answered(
                state,
                new Answer(waiting.sequence(), applied ? Answer.Kind.APPLIED : Answer.Kind.NOT_APPLIED, replicas));
        if (!applied) {
            effectiveChange = changeBefore;
        }
        waiting = null;
        assertThat(state.pendingSequence() == 0).isEqualTo(applied);
        assertThat(state.lastChangeAt()).isEqualTo(effectiveChange);
    }
}
