package io.blackroad.infra.bench;

import io.blackroad.infra.bench.placement.LargePlan;
import io.blackroad.infra.bench.placement.PlacementResult;
import io.blackroad.infra.bench.placement.RebalanceRow;
import io.blackroad.infra.bench.placement.StaleLoads;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rebalances and placements as a table. */
final class PlacementTable {
    private PlacementTable() {}

    static List<String> lines(PlacementResult result) {
        List<String> lines = new ArrayList<>();
        lines.add(format(
                "%-26s %8s %8s %7s %8s %8s %10s %13s",
                "Rebalance", "max/mean", "min/mean", "rounds", "moves", "fewest", "newcomers", "largest round"));
        for (RebalanceRow row : result.rebalances()) {
            lines.add(format(
                    "%-26s %8.2f %8.2f %7d %,8d %,8d %10s %11.1f %%",
                    row.name(),
                    row.maxPercent() / 100,
                    row.minPercent() / 100,
                    row.rounds(),
                    row.moves(),
                    row.lowerBound(),
                    row.newcomerSeconds() < 0 ? "-" : row.newcomerSeconds() + " s",
                    row.largestRoundPercent()));
        }
        lines.add("");
        StaleLoads.Result stale = result.staleLoads();
        lines.add(format(
                "Placement on loads 4 to 6 s old: %,d agents, fullest worker at most %.3f x the mean, on two workers: %d",
                stale.agents(), stale.worstPercent() / 100, stale.twice()));
        LargePlan.Result large = result.largePlan();
        lines.add(format(
                "A plan of %,d agents on %,d workers: %,d moves, slowest of %d %.0f ms, %,d MB of heap, different plans: %d",
                large.agents(),
                large.workers(),
                large.moves(),
                large.inputs(),
                large.worstMillis(),
                large.heapMegabytes(),
                large.different()));
        lines.add("");
        return lines;
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
