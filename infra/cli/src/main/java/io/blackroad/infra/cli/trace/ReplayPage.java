package io.blackroad.infra.cli.trace;

import io.blackroad.producer.replay.ReplaySummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What came of a replay, for people. */
public final class ReplayPage {
    private static final double MILLIS_A_SECOND = 1e3;

    private ReplayPage() {}

    /** A line of totals, then one for each kind of failure. */
    public static List<String> lines(ReplaySummary summary) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%,d requests of %,.0f s played in %,.1f s: %,d submitted, %,d failed",
                summary.read(),
                summary.traceTime().toMillis() / MILLIS_A_SECOND,
                summary.duration().toMillis() / MILLIS_A_SECOND,
                summary.submitted(),
                summary.failed()));
        summary.failures()
                .forEach((reason, count) -> lines.add(String.format(Locale.ROOT, "  %,d failed: %s", count, reason)));
        return lines;
    }
}
