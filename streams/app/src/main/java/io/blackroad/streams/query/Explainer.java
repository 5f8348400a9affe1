package io.blackroad.streams.query;

import io.blackroad.schema.ScaleDecided;
import java.util.List;

/** Derives a decision again from its own evidence. */
@FunctionalInterface
public interface Explainer {

    /** What the rules make of the evidence that the decision carries. */
    Explanation explain(ScaleDecided decision);

    /**
     * A decision derived again.
     *
     * @param equal whether the same decision came out
     * @param steps how it came about, one sentence each
     * @param differences fields that came out otherwise, one sentence each; empty when equal
     */
    record Explanation(boolean equal, List<String> steps, List<String> differences) {}
}
