package io.blackroad.streams.runtime;

import io.blackroad.schema.ScaleDecided;
import io.blackroad.schema.control.Rule;
import io.blackroad.streams.query.Explainer;
import io.blackroad.streams.scaling.DecisionExplanation;

/** Folds the evidence of decisions through the function that decided them. */
final class EvidenceExplainer implements Explainer {

    @Override
    public Explanation explain(ScaleDecided decision) {
        DecisionExplanation again = DecisionExplanation.of(decision);
        return new Explanation(again.equal(), again.steps(), again.differences());
    }

    @Override
    public Trial tryRule(Rule rule, ScaleDecided decision) {
        DecisionExplanation.Trial trial = DecisionExplanation.by(rule, decision);
        return new Trial(trial.decision(), trial.steps());
    }
}
