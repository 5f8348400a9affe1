package io.blackroad.placement;

import io.blackroad.decision.RecordRoom;

/**
 * When a region's agents are placed and moved.
 *
 * @param rebalance when and how far it is evened out
 * @param answerMillis an agent that does not go where it was told within this time is left where it is
 * @param againMillis how long a lost worker gets nothing, how long an agent that did not go is let alone
 * @param lookMillis a region that is uneven and has nobody to move is looked at again after this time
 * @param mostMoves moves of one plan, or agents named in one; fewer where ids are so long that no more fit into a
 *     {@linkplain RecordRoom record}
 */
public record PlacementPolicy(
        RebalancePolicy rebalance, long answerMillis, long againMillis, long lookMillis, int mostMoves) {
    /** A minute for a move, since a task is finished first; ten until it is tried again. */
    public static final PlacementPolicy DEFAULT =
            new PlacementPolicy(RebalancePolicy.DEFAULT, 60_000, 600_000, 10_000, 5_000);
}
