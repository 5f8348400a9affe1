package io.blackroad.infra.bench.placement;

/**
 * A rebalance as it was played.
 *
 * @param maxPercent load of the fullest live worker at the end, percent of the mean
 * @param minPercent of the emptiest
 * @param moves in all rounds
 * @param lowerBound fewest moves to the band
 * @param newcomerSeconds event time until every newcomer carried at least 90 % of the mean; -1 when there was none, or when
 *     one never did
 * @param largestRoundPercent the round with the most moves of running agents, percent of the running agents
 */
public record RebalanceRow(
        String name,
        double maxPercent,
        double minPercent,
        int rounds,
        int moves,
        int lowerBound,
        int newcomerSeconds,
        double largestRoundPercent) {}
