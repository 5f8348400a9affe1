package io.blackroad.streams.control;

import io.blackroad.scaling.ScaleRule;
import io.blackroad.schema.RuleKind;
import io.blackroad.schema.control.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Rules from control rows. */
public final class RuleWire {
    private RuleWire() {}

    /**
     * The rule that a row describes.
     *
     * @throws IllegalArgumentException with everything that is wrong with it
     */
    public static ScaleRule rule(Rule row) {
        List<String> wrong = new ArrayList<>();
        if (row.getKind() != RuleKind.GUIDE) {
            wrong.add("kind " + row.getKind() + " is not known here");
        }
        if (row.getMinReplicas() < 0 || row.getMinReplicas() > row.getMaxReplicas()) {
            wrong.add(
                    "minReplicas " + row.getMinReplicas() + " is not within 0 to maxReplicas " + row.getMaxReplicas());
        }
        if (row.getDownBelowPercent() < 0 || row.getDownBelowPercent() >= row.getUpAbovePercent()) {
            wrong.add("downBelowPercent " + row.getDownBelowPercent() + " is not within 0 and below upAbovePercent "
                    + row.getUpAbovePercent());
        }
        if (row.getCooldownSeconds() < 1) {
            wrong.add("cooldownSeconds " + row.getCooldownSeconds() + " is below 1");
        }
        if (!row.getMetric().equals("cpu") && !row.getMetric().equals("memory")) {
            wrong.add("metric " + row.getMetric() + " is neither cpu nor memory");
        }
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", wrong));
        }
        return new ScaleRule(
                row.getId(),
                row.getVersion(),
                row.getMinReplicas(),
                row.getMaxReplicas(),
                row.getMetric().equals("cpu") ? ScaleRule.Metric.CPU : ScaleRule.Metric.MEMORY,
                row.getUpAbovePercent(),
                row.getDownBelowPercent(),
                Duration.ofSeconds(row.getCooldownSeconds()),
                row.getPauseUp(),
                row.getPauseDown(),
                Duration.ofSeconds(row.getConfirmSeconds()),
                Duration.ofSeconds(row.getValidSeconds()));
    }
}
