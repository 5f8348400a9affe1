package io.blackroad.backtest;

import io.blackroad.decision.Outcome;
import io.blackroad.load.LoadSample;
import io.blackroad.scaling.Answer;
import io.blackroad.scaling.Circumstances;
import io.blackroad.scaling.Direction;
import io.blackroad.scaling.ScaleDecision;
import io.blackroad.scaling.ScaleRule;
import io.blackroad.scaling.Scaling;
import io.blackroad.scaling.TargetState;
import java.time.Instant;

/**
 * A rule as it decides live: the same function on the same state, with a controller that carries out each decision at
 * once and reports what runs and what is ready.
 *
 * @param name what tables and charts call it
 * @param rule the rule
 * @param tickMicros length of a tick, microseconds
 * @param replicaNanoDollarsPerHour price of a replica; 0 when unknown
 */
public record RuleContestant(String name, ScaleRule rule, long tickMicros, long replicaNanoDollarsPerHour)
        implements Contestant {

    @Override
    public Player begin() {
        return new RulePlayer();
    }

    private final class RulePlayer implements Player {
        private TargetState state = TargetState.NEW;

        @Override
        public Move decide(LoadSample sample, int told, int ready, Instant now) {
            if (state.replicas() != told) {
                Answer.Kind kind = state.pendingSequence() > 0 ? Answer.Kind.APPLIED : Answer.Kind.REPORT;
                state = Scaling.answered(state, new Answer(state.lastSequence(), kind, told));
            }
            Circumstances around = new Circumstances(tickMicros, ready, replicaNanoDollarsPerHour, 0);
            Outcome<TargetState, ScaleDecision> outcome = Scaling.decide(rule, state, sample, around, now);
            state = outcome.state();
            for (ScaleDecision decision : outcome.decisions()) {
                if (decision.direction() != Direction.HOLD) {
                    return new Move(decision.to(), decision.binding().name(), decision.reason());
                }
            }
            return null;
        }
    }
}
