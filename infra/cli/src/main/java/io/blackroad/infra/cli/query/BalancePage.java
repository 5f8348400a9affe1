package io.blackroad.infra.cli.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table of {@code balance}, which {@code replay} prints as well. */
public final class BalancePage {
    private static final List<String> COLUMNS =
            List.of("appended", "applied", "duplicate", "late", "deadLettered", "pending");
    private static final String ROW = "%-36s %12s %12s %12s %12s %12s %12s";

    private BalancePage() {}

    /** A row a topic, then the verdict. */
    public static List<String> lines(JsonNode balance) {
        List<String> lines = new ArrayList<>();
        lines.add(row("topic", COLUMNS));
        for (JsonNode topic : balance.path("topics")) {
            lines.add(row(
                    topic.path("topic").asText(),
                    COLUMNS.stream().map(column -> count(topic.path(column))).toList()));
        }
        lines.add(balance.path("balanced").asBoolean(false) ? "balanced" : "not balanced");
        return lines;
    }

    private static String row(String first, List<String> rest) {
        Object[] cells = new Object[rest.size() + 1];
        cells[0] = first;
        System.arraycopy(rest.toArray(), 0, cells, 1, rest.size());
        return String.format(Locale.ROOT, ROW, cells);
    }

    private static String count(JsonNode value) {
        return value.isNumber() ? String.format(Locale.ROOT, "%,d", value.asLong()) : "-";
    }
}
