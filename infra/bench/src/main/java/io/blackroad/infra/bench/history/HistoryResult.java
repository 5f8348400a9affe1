package io.blackroad.infra.bench.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What was measured.
 *
 * @param taskFactsPerSecond facts of tasks written a second, of a backlog
 * @param taskRowsPerSecond rows of tasks that they became
 * @param decisionsPerSecond decisions written a second, of a backlog
 * @param p50Micros from the broker's acknowledgement of a fact until another connection saw its row, half of the probes
 * @param p99Micros the same, all but one in a hundred
 * @param waiting facts that were appended and not written when the database went on
 * @param catchUpSeconds time until none of them waited
 * @param residentBytes of the sink's process at its end
 * @param differences what is not in the tables as it was sent
 */
public record HistoryResult(
        HistoryPlan plan,
        double taskFactsPerSecond,
        double taskRowsPerSecond,
        double decisionsPerSecond,
        long p50Micros,
        long p99Micros,
        long waiting,
        double catchUpSeconds,
        long residentBytes,
        List<String> differences) {
    private static final double MEBIBYTE = 1 << 20;

    /** The table. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(format("History in PostgreSQL, one sink, %.0f MB resident", residentBytes / MEBIBYTE));
        lines.add(format(
                "%-48s %,12.0f facts/s %,10.0f rows/s",
                format("%,d tasks of three facts", plan.tasks()), taskFactsPerSecond, taskRowsPerSecond));
        lines.add(format(
                "%-48s %,12.0f facts/s %,10.0f rows/s",
                format("%,d decisions", plan.decisions()), decisionsPerSecond, decisionsPerSecond));
        lines.add(format(
                "%-48s p50 %.0f ms, p99 %.0f ms",
                format("acknowledged to visible, at %,d tasks/s", plan.rate()), p50Micros / 1e3, p99Micros / 1e3));
        lines.add(format(
                "%-48s %,d facts waited, written after %.1f s",
                format("database stopped for %d s", plan.stopSeconds()), waiting, catchUpSeconds));
        lines.add("");
        return lines;
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
