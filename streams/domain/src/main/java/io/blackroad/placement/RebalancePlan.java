package io.blackroad.placement;

import java.util.List;

/**
 * One round of a rebalance.
 *
 * @param moves in the order of execution
 * @param lowerBound fewest moves that any plan from here to the end of the rebalance needs, this round's and later ones
 * @param cause what triggered it, with its numbers; empty when nothing did
 * @param unfinished true when the region is not within the policy's band after these moves, so that the next round goes on
 */
public record RebalancePlan(List<Move> moves, int lowerBound, String cause, boolean unfinished) {
    /** Nothing to do. */
    public static final RebalancePlan NONE = new RebalancePlan(List.of(), 0, "", false);
}
