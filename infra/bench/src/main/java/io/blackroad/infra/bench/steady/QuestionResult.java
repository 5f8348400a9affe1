package io.blackroad.infra.bench.steady;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What asking a pipeline measured that had a fleet to follow meanwhile.
 *
 * @param idleCores CPU seconds of the pipeline a second while nobody asks
 * @param differences facts that are not accounted for, and questions that got no answer
 */
public record QuestionResult(
        int agents, double factsPerSecond, double idleCores, List<QuestionRow> rows, List<String> differences) {

    /** For people. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(format(
                "questions over HTTP while %,d agents send %,.0f facts/s; broker, fleet and askers on the same cores; "
                        + "%.2f cores while nobody asks",
                agents, factsPerSecond, idleCores));
        lines.add(format("%-32s %12s %9s %9s %7s", "route, connections", "requests/s", "p50 ms", "p99 ms", "cores"));
        for (QuestionRow row : rows) {
            lines.add(format(
                    "%-32s %,12.0f %9.2f %9.2f %7.2f",
                    row.route() + ", " + row.connections(),
                    row.requestsPerSecond(),
                    row.p50Micros() / 1e3,
                    row.p99Micros() / 1e3,
                    row.cores()));
        }
        lines.add("");
        return lines;
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
