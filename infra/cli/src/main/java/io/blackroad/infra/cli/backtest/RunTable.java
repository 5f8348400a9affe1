package io.blackroad.infra.cli.backtest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blackroad.backtest.Run;
import io.blackroad.backtest.Scores;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Runs as a table, as JSON, and as CSV. */
final class RunTable {
    private static final String HEAD = "%-16s %8s %9s %9s %7s %7s %7s %7s %9s %9s %8s %10s %9s %9s";
    private static final String ROW =
            "%-16s %7.2f%% %9.1f %9.1f %7.3f %7.3f %7.4f %7d %9d %8.2f%% %8.1f %10.1f %9.1f %9.2f";

    /** What a spreadsheet takes for the beginning of a formula. */
    private static final Pattern FORMULA = Pattern.compile("[=+@\\-\\t\\r]");

    private RunTable() {}

    static List<String> lines(List<Run> runs) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                HEAD,
                "rule set",
                "short",
                "short rh",
                "spare rh",
                "acc U",
                "acc O",
                "instab",
                "changes",
                "reversals",
                "unserved",
                "wait s",
                "replica-h",
                "regret",
                "dollars"));
        for (Run run : runs) {
            Scores s = run.scores();
            lines.add(String.format(
                    Locale.ROOT,
                    ROW,
                    run.name(),
                    100 * s.timeshareUnder(),
                    s.underHours(),
                    s.overHours(),
                    s.accuracyUnder(),
                    s.accuracyOver(),
                    s.instability(),
                    s.changes(),
                    s.reversals(),
                    100 * s.unserved(),
                    s.waitSeconds(),
                    s.replicaHours(),
                    s.regretHours(),
                    s.dollars()));
        }
        return lines;
    }

    static ObjectNode json(ObjectMapper mapper, Run run) {
        ObjectNode node = mapper.valueToTree(run.scores());
        node.put("regretHours", run.scores().regretHours());
        ObjectNode named = mapper.createObjectNode().put("ruleSet", run.name());
        named.setAll(node);
        return named;
    }

    /** One line a run, each value in a cell of its own. */
    static List<String> csv(ObjectMapper mapper, String context, String contextHead, List<Run> runs) {
        List<String> lines = new ArrayList<>();
        for (Run run : runs) {
            ObjectNode node = json(mapper, run);
            if (lines.isEmpty()) {
                List<String> names = new ArrayList<>();
                node.fieldNames().forEachRemaining(names::add);
                lines.add(contextHead + String.join(",", names));
            }
            List<String> values = new ArrayList<>();
            node.elements().forEachRemaining(value -> values.add(cell(value.asText())));
            lines.add(context + String.join(",", values));
        }
        return lines;
    }

    /** A name may come from a file; it must be one cell, and no formula. */
    static String cell(String text) {
        boolean number = text.matches("-?[0-9.]+(E-?[0-9]+)?");
        String harmless = !number && FORMULA.matcher(text).lookingAt() ? "'" + text : text;
        return harmless.matches("[^,\"\\n\\r]*") ? harmless : '"' + harmless.replace("\"", "\"\"") + '"';
    }
}
