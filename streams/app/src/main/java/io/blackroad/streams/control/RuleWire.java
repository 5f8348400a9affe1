package io.blackroad.streams.control;

import io.blackroad.scaling.ScaleRule;
import io.blackroad.scaling.rule.RuleText;
import io.blackroad.scaling.rule.Rules;
import io.blackroad.schema.control.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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
        ScaleRule rule = Rules.compile(text(row), wrong);
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", wrong));
        }
        return rule;
    }

    /** Everything that is wrong with a row; empty when it is right. */
    public static List<String> problems(Rule row) {
        List<String> wrong = new ArrayList<>();
        Rules.compile(text(row), wrong);
        return wrong;
    }

    private static RuleText text(Rule row) {
        return new RuleText(
                row.getId(),
                row.getVersion(),
                row.getKind().name().toLowerCase(Locale.ROOT),
                row.getMinReplicas(),
                row.getMaxReplicas(),
                row.getMetric(),
                row.getUpAbovePercent(),
                row.getDownBelowPercent(),
                row.getCooldownSeconds(),
                row.getPauseUp(),
                row.getPauseDown(),
                row.getConfirmSeconds(),
                row.getValidSeconds(),
                row.getParameters(),
                row.getParts().stream()
                        .map(part -> new RuleText.PartText(
                                part.getKind().name().toLowerCase(Locale.ROOT), part.getParameters()))
                        .toList());
    }
}
