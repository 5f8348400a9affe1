package io.blackroad.streams.query;

import io.blackroad.schema.ScaleDecided;
import io.blackroad.schema.control.Rule;
import io.blackroad.streams.scaling.DecisionExplanation;
import java.util.List;

/** Takes every decision for right, and tries other rules for real. */
final class FakeExplainer implements Explainer {

    @Override
    public Explanation explain(ScaleDecided decision) {
        return new Explanation(true, List.of("folded " + decision.getDecisionId()), List.of());
    }

    @Override
    public Trial tryRule(Rule rule, ScaleDecided decision) {
        DecisionExplanation.Trial trial = DecisionExplanation.by(rule, decision);
        return new Trial(trial.decision(), trial.steps());
    }
}
