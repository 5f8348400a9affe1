package io.blackroad.connect;

import io.blackroad.schema.RuleKind;
import io.blackroad.schema.control.Rule;
import io.blackroad.schema.control.RulePart;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Rules as lines of YAML, as {@link RuleSet} reads them: what is printed can be edited and set. */
public final class RuleText {
    private RuleText() {}

    /** A whole file with these rules. */
    public static List<String> file(Iterable<Rule> rules) {
        List<String> lines = new ArrayList<>();
        lines.add("rules:");
        for (Rule rule : rules) {
            lines.add("  " + rule.getId() + ":");
            of(rule).forEach(line -> lines.add("    " + line));
        }
        return lines;
    }

    /** The fields of one rule, a line each; what is left at its default is left out. */
    public static List<String> of(Rule rule) {
        List<String> lines = new ArrayList<>();
        lines.add("kind: " + kind(rule.getKind()));
        lines.add("minReplicas: " + rule.getMinReplicas());
        lines.add("maxReplicas: " + rule.getMaxReplicas());
        if (!rule.getMetric().equals("cpu")) {
            lines.add("metric: " + rule.getMetric());
        }
        if (rule.getKind() == RuleKind.GUIDE) {
            lines.add("upAbovePercent: " + rule.getUpAbovePercent());
            lines.add("downBelowPercent: " + rule.getDownBelowPercent());
        }
        if (rule.getCooldownSeconds() > 0) {
            lines.add("cooldownSeconds: " + rule.getCooldownSeconds());
        }
        addFlag(lines, "pauseUp", rule.getPauseUp());
        addFlag(lines, "pauseDown", rule.getPauseDown());
        lines.add("confirmSeconds: " + rule.getConfirmSeconds());
        lines.add("validSeconds: " + rule.getValidSeconds());
        addParameters(lines, "", rule.getParameters());
        if (!rule.getParts().isEmpty()) {
            lines.add("parts:");
            for (RulePart part : rule.getParts()) {
                lines.add("  - kind: " + kind(part.getKind()));
                addParameters(lines, "    ", part.getParameters());
            }
        }
        return lines;
    }

    private static String kind(RuleKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static void addFlag(List<String> lines, String name, boolean set) {
        if (set) {
            lines.add(name + ": true");
        }
    }

    private static void addParameters(List<String> lines, String indent, Map<String, String> parameters) {
        if (!parameters.isEmpty()) {
            lines.add(indent + "parameters:");
            new TreeMap<>(parameters)
                    .forEach((name, value) -> lines.add(indent + "  " + name + ": '" + value.replace("'", "''") + "'"));
        }
    }
}
