package io.blackroad.placement;

import java.util.List;

/** What the placement stage says. */
public sealed interface PlacementDecision {

    /**
     * Where an agent belongs from now on.
     *
     * @param sequence counts its placements
     * @param said true when it repeats where the agent says that it runs: no order
     */
    record Placed(String agentId, String worker, long sequence, String reason, boolean said)
            implements PlacementDecision {}

    /** An agent that belongs nowhere any more. */
    record Forgotten(String agentId) implements PlacementDecision {}

    /**
     * The moves of one round of a rebalance, or who goes when a target runs fewer replicas.
     *
     * @param sequence counts the plans of the region from 1
     * @param decisionId decision that the victims go by; empty for a rebalance
     * @param victims as many as fit into a record, with the ids of {@link PlacementPolicy#mostMoves} agents at most in all;
     *     they go with all their agents
     */
    record Planned(
            long sequence,
            String cause,
            int lowerBound,
            List<Move> moves,
            String decisionId,
            List<Victims.Victim> victims)
            implements PlacementDecision {}
}
