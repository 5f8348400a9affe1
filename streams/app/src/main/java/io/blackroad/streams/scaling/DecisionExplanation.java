package io.blackroad.streams.scaling;

import io.blackroad.decision.Outcome;
import io.blackroad.load.LoadSample;
import io.blackroad.scaling.Circumstances;
import io.blackroad.scaling.ScaleDecision;
import io.blackroad.scaling.ScaleRule;
import io.blackroad.scaling.Scaling;
import io.blackroad.scaling.TargetState;
import io.blackroad.schema.Evidence;
import io.blackroad.schema.ScaleDecided;
import io.blackroad.schema.control.Rule;
import io.blackroad.schema.control.Target;
import io.blackroad.streams.control.RuleWire;
import io.blackroad.streams.load.LoadWire;
import java.time.Instant;
import java.util.List;

/**
 * A decision derived again from the evidence that it carries.
 *
 * @param equal true when every field came out the same
 * @param steps the way to it, a sentence a step
 * @param differences what came out differently; empty when equal
 */
public record DecisionExplanation(boolean equal, List<String> steps, List<String> differences) {

    public DecisionExplanation {
        steps = List.copyOf(steps);
        differences = List.copyOf(differences);
    }

    /** Folds the evidence through the same function that decided. */
    public static DecisionExplanation of(ScaleDecided decided) {
        Trial trial = by(decided.getEvidence().getRule(), decided);
        if (trial.decision() == null) {
            return new DecisionExplanation(false, trial.steps(), List.of("the evidence leads to no decision"));
        }
        List<String> differences = ScalingWire.differences(decided, trial.decision());
        return new DecisionExplanation(differences.isEmpty(), trial.steps(), differences);
    }

    /**
     * What another rule makes of the same evidence.
     *
     * @param decision null when that rule would not have been evaluated, or would have gone on holding without a word
     */
    public record Trial(ScaleDecided decision, List<String> steps) {}

    /**
     * Decides again on the evidence of a decision, by a rule that need not be the one of then.
     *
     * @throws IllegalArgumentException with everything that is wrong with the rule
     */
    public static Trial by(Rule row, ScaleDecided decided) {
        Evidence evidence = decided.getEvidence();
        ScaleRule rule = RuleWire.rule(row);
        TargetState before = ScalingWire.state(evidence.getState());
        LoadSample sample = LoadWire.sample(evidence.getSample());
        Circumstances around = ScalingWire.around(evidence);
        Instant now = evidence.getSample().getTickEnd();
        List<String> steps = Scaling.steps(rule, before, sample, around, now);
        Outcome<TargetState, ScaleDecision> outcome = Scaling.decide(rule, before, sample, around, now);
        if (outcome.decisions().isEmpty()) {
            return new Trial(null, steps);
        }
        Target target = Target.newBuilder()
                .setId(decided.getRegion() + "/" + decided.getService())
                .setRegion(decided.getRegion())
                .setService(decided.getService())
                .setRuleId(row.getId())
                .setReplicaNanoDollarsPerHour(evidence.getReplicaNanoDollarsPerHour())
                .setUpdatedAt(row.getUpdatedAt())
                .build();
        ScaleDecided again =
                ScalingWire.decided(outcome.decisions().get(0), target, row, evidence.getSample(), before, around);
        if (decided.getShadow() != null) {
            ScalingWire.shadowed(again, decided.getShadow());
        }
        return new Trial(again, steps);
    }
}
