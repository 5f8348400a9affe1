package io.blackroad.streams.query;

import io.blackroad.schema.LoadSampled;
import io.blackroad.schema.ScaleDecided;
import io.blackroad.schema.control.Rule;
import io.blackroad.schema.control.Target;
import java.util.List;

/**
 * One target as the scaling stage knows it.
 *
 * @param row its row in the control tables; null when agents report a target that has none
 * @param rule the rule that decides for it now; null without one
 * @param sample its newest load sample; null before the first
 * @param replicas replicas as its controller last reported; {@link #UNKNOWN} before the first report
 * @param ready of them, ready; {@link #UNKNOWN} before the first report
 * @param warm agents that its pool rule keeps awake beside the busy ones; 0 without such a rule
 * @param lastDecision its newest decision or hold; null before the first
 * @param shadows the shadow rule sets that decide beside its rule, by name
 */
public record TargetView(
        TargetKey key,
        Target row,
        Rule rule,
        LoadSampled sample,
        int replicas,
        int ready,
        int warm,
        ScaleDecided lastDecision,
        List<ShadowView> shadows) {

    public TargetView {
        shadows = List.copyOf(shadows);
    }

    /** One whose rule keeps no agents warm. */
    public TargetView(
            TargetKey key,
            Target row,
            Rule rule,
            LoadSampled sample,
            int replicas,
            int ready,
            ScaleDecided lastDecision,
            List<ShadowView> shadows) {
        this(key, row, rule, sample, replicas, ready, 0, lastDecision, shadows);
    }

    /** Stands for a number that nobody has reported. */
    public static final int UNKNOWN = -1;

    /** What people call the target: its display name, else its service. */
    public String displayName() {
        return row == null || row.getDisplayName().isEmpty() ? key.service() : row.getDisplayName();
    }
}
