package io.blackroad.infra.bench.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What was measured.
 *
 * @param storeSeconds time to store all, until the last was durable
 * @param bytes what they take on the disk
 */
public record VectorResult(VectorPlan plan, double storeSeconds, long bytes, List<SearchResult> searches) {
    /** Below it a search does not find what it should. */
    static final double PROMISED_RECALL = 0.95;

    private static final double MEBIBYTE = 1 << 20;

    /** The table. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(format(
                "Vectors: %,d of %d dimensions in clusters, stored in %.1f s (%,.0f/s), %.0f MB",
                plan.vectors(), plan.dimensions(), storeSeconds, plan.vectors() / storeSeconds, bytes / MEBIBYTE));
        lines.add(format(
                "%-44s %9s %9s %9s %9s", plan.queries() + " searches, ms", "recall@10", "p50", "p99", "all, p50"));
        for (SearchResult search : searches) {
            lines.add(format(
                    "%-44s %9.4f %9.2f %9.2f %9.2f",
                    search.what(),
                    search.recall(),
                    search.p50Micros() / 1e3,
                    search.p99Micros() / 1e3,
                    search.bruteP50Micros() / 1e3));
        }
        lines.add("");
        return lines;
    }

    /** Promises that were not kept. */
    public List<String> differences() {
        return searches.stream()
                .filter(search -> search.recall() < PROMISED_RECALL)
                .map(search -> format(
                        "recall@10 of '%s' is %.4f, below %.2f", search.what(), search.recall(), PROMISED_RECALL))
                .toList();
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
