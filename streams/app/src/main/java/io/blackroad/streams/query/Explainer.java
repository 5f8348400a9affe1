package io.blackroad.streams.query;

import io.blackroad.schema.ScaleDecided;
import io.blackroad.schema.control.Rule;
import java.util.List;

/** Derives a decision again from its own evidence. */
@FunctionalInterface
public interface Explainer {

    /** What the rules make of the evidence that the decision carries. */
    Explanation explain(ScaleDecided decision);

    /**
     * What another rule would have made of the same evidence; nothing where no other rule can be tried.
     *
     * @throws IllegalArgumentException with everything that is wrong with the rule
     */
    default Trial tryRule(Rule rule, ScaleDecided decision) {
        return new Trial(null, List.of());
    }

    /**
     * What a rule makes of the evidence of a decision.
     *
     * @param decision null when the rule would have said nothing at that tick
     * @param steps how it came about, one sentence each
     */
    record Trial(ScaleDecided decision, List<String> steps) {}

    /**
     * A decision derived again.
     *
     * @param equal whether the same decision came out
     * @param steps how it came about, one sentence each
     * @param differences fields that came out otherwise, one sentence each; empty when equal
     */
    record Explanation(boolean equal, List<String> steps, List<String> differences) {}
}
