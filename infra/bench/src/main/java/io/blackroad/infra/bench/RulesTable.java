package io.blackroad.infra.bench;

import io.blackroad.infra.bench.rules.RuleRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What rules cost as a table. */
final class RulesTable {
    private RulesTable() {}

    static List<String> lines(List<RuleRow> rows) {
        List<String> lines = new ArrayList<>();
        RuleRow first = rows.get(0);
        lines.add(format("Rules: a tick of %,d targets on one thread, %d ticks", first.targets(), first.ticks()));
        lines.add(format("%-28s %12s %12s %14s %10s", "rule", "p50 ms", "p99 ms", "us a target", "changes"));
        for (RuleRow row : rows) {
            lines.add(format(
                    "%-28s %12.2f %12.2f %14.2f %,10d",
                    row.name(),
                    row.p50Micros() / 1e3,
                    row.p99Micros() / 1e3,
                    row.p50Micros() / row.targets(),
                    row.changes()));
        }
        lines.add("");
        return lines;
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
