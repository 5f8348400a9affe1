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
        Evidence evidence = decided.getEvidence();
        ScaleRule rule = RuleWire.rule(evidence.getRule());
        TargetState before = ScalingWire.state(evidence.getState());
        LoadSample sample = LoadWire.sample(evidence.getSample());
        Circumstances around = ScalingWire.around(evidence);
        Instant now = evidence.getSample().getTickEnd();
        List<String> steps = Scaling.steps(rule, before, sample, around, now);
        Outcome<TargetState, ScaleDecision> outcome = Scaling.decide(rule, before, sample, around, now);
        if (outcome.decisions().isEmpty()) {
            return new DecisionExplanation(false, steps, List.of("the evidence leads to no decision"));
        }
        Target target = Target.newBuilder()
                .setId(decided.getRegion() + "/" + decided.getService())
                .setRegion(decided.getRegion())
                .setService(decided.getService())
                .setRuleId(evidence.getRule().getId())
                .setReplicaNanoDollarsPerHour(evidence.getReplicaNanoDollarsPerHour())
                .setUpdatedAt(evidence.getRule().getUpdatedAt())
                .build();
        ScaleDecided again = ScalingWire.decided(
                outcome.decisions().get(0), target, evidence.getRule(), evidence.getSample(), before, around);
        if (decided.getShadow() != null) {
            ScalingWire.shadowed(again, decided.getShadow());
        }
        List<String> differences = ScalingWire.differences(decided, again);
        return new DecisionExplanation(differences.isEmpty(), steps, differences);
    }
}
