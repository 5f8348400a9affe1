package io.blackroad.streams.control;

import io.blackroad.scaling.ScaleRule;
import io.blackroad.schema.RuleKind;
import io.blackroad.schema.control.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Rules from control rows. */
public final class RuleWire {
    /** Agents may use more than they requested, but not beyond this; it keeps the sums of a decision within 64 bits. */
    static final int MAX_PERCENT = 1_000;

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
        // From no replicas nobody reports a utilisation, so this kind of rule would never leave 0 again.
        if (row.getMinReplicas() < 1 || row.getMinReplicas() > row.getMaxReplicas()) {
            wrong.add(
                    "minReplicas " + row.getMinReplicas() + " is not within 1 to maxReplicas " + row.getMaxReplicas());
        }
        if (row.getDownBelowPercent() < 0 || row.getDownBelowPercent() >= row.getUpAbovePercent()) {
            wrong.add("downBelowPercent " + row.getDownBelowPercent() + " is not within 0 and below upAbovePercent "
                    + row.getUpAbovePercent());
        }
        if (row.getUpAbovePercent() > MAX_PERCENT) {
            wrong.add("upAbovePercent " + row.getUpAbovePercent() + " is above " + MAX_PERCENT);
        }
        requireSeconds("cooldownSeconds", row.getCooldownSeconds(), wrong);
        requireSeconds("confirmSeconds", row.getConfirmSeconds(), wrong);
        requireSeconds("validSeconds", row.getValidSeconds(), wrong);
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

    private static void requireSeconds(String field, int seconds, List<String> wrong) {
        if (seconds < 1) {
            wrong.add(field + " " + seconds + " is below 1");
        }
    }
}
