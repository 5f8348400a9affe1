package io.blackroad.placement;

import io.blackroad.decision.RecordRoom;
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

    /** The first of its moves, so many at most and no more than fit into a record; the next round has the others. */
    RebalancePlan first(int mostMoves) {
        RecordRoom room = new RecordRoom();
        int count = 0;
        while (count < Math.min(mostMoves, moves.size()) && moves.get(count).takes(room)) {
            count++;
        }
        return count == moves.size()
                ? this
                : new RebalancePlan(List.copyOf(moves.subList(0, count)), lowerBound, cause, true);
    }
}
