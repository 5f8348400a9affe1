package io.blackroad.streams.control;

import io.blackroad.scaling.ScaleRule;
import io.blackroad.schema.control.Rule;
import java.util.HashMap;
import java.util.Map;

/** Rules read once: reading the parameters of a row takes longer than a decision. For one thread. */
public final class RuleRows {
    private final Map<String, Known> known = new HashMap<>();

    private record Known(Rule row, ScaleRule rule) {}

    /**
     * The rule that a row describes.
     *
     * @throws IllegalArgumentException with everything that is wrong with it
     */
    public ScaleRule rule(Rule row) {
        Known before = known.get(row.getId());
        if (before != null && before.row().equals(row)) {
            return before.rule();
        }
        ScaleRule rule = RuleWire.rule(row);
        known.put(row.getId(), new Known(row, rule));
        return rule;
    }
}
