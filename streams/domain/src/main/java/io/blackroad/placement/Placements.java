package io.blackroad.placement;

import io.blackroad.decision.Outcome;
import java.time.Instant;

/**
 * Which worker each agent of a region runs on. Agents without a worker, and those of a worker that is gone, are placed on
 * the least loaded one; what is uneven or drains is evened out by plans, one at a time.
 *
 * <pre>
 *              row                 nobody on it is heard of              row gone
 *   (nothing) ─────► LIVE ◄──────────────────────────────► LOST ─────────────────► REMOVED
 *                     ▲ │   heard again, row written anew,   ▲                        ▲
 *                     │ ▼   or ten minutes later             │                        │
 *                   DRAINING ────────────────────────────────┘────────────────────────┘
 * </pre>
 */
public final class Placements {
    private Placements() {}

    /**
     * Decides on one tick.
     *
     * @param now the tick's end, event time
     * @return the region after it, and what was decided, in order
     */
    public static Outcome<PlacementState, PlacementDecision> decide(
            PlacementPolicy policy, PlacementState state, PlacementInput input, Instant now) {
        PlacementTurn turn = new PlacementTurn(policy, state, now.toEpochMilli());
        input.said().forEach(turn::hear);
        if (input.live()) {
            turn.follow(input.rows());
            turn.settle();
            turn.place();
            input.scaleIns().forEach(turn::scaleIn);
            turn.plan();
        }
        return turn.outcome();
    }

    /**
     * A region that has no workers any more. Nothing is told of its agents from now on, so what is known of them would stay
     * true for ever: it is forgotten, and told anew when there are workers again.
     */
    public static Outcome<PlacementState, PlacementDecision> leave(
            PlacementPolicy policy, PlacementState state, Instant now) {
        PlacementTurn turn = new PlacementTurn(policy, state, now.toEpochMilli());
        turn.forgetAll();
        return turn.outcome();
    }
}
