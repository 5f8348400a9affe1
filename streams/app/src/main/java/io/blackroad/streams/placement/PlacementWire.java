package io.blackroad.streams.placement;

import io.blackroad.placement.PlacementDecision;
import io.blackroad.placement.PlacementInput.ScaleIn;
import io.blackroad.ring.Ring;
import io.blackroad.ring.Routes;
import io.blackroad.schema.Move;
import io.blackroad.schema.Placed;
import io.blackroad.schema.RebalancePlanned;
import io.blackroad.schema.RuleKind;
import io.blackroad.schema.ScaleDecided;
import io.blackroad.schema.Victim;
import java.time.Instant;

/** What the placement stage publishes. */
final class PlacementWire {
    private static final Ring MEMORY = Routes.memoryRing(Routes.MEMORY_SHARDS);

    private PlacementWire() {}

    static ScaleIn scaleIn(ScaleDecided decision) {
        return new ScaleIn(
                decision.getDecisionId(),
                decision.getService(),
                decision.getFromReplicas() - decision.getToReplicas(),
                decision.getToReplicas(),
                decision.getProposals().stream().anyMatch(proposal -> proposal.getKind() == RuleKind.POOL));
    }

    static Placed placed(String region, PlacementDecision.Placed decision, Instant at) {
        return Placed.newBuilder()
                .setAgentId(decision.agentId())
                .setRegion(region)
                .setWorker(decision.worker())
                .setMemoryShard(Routes.memoryShard(MEMORY, decision.agentId()))
                .setVectorNamespace(Routes.vectorNumber(decision.agentId()))
                .setSequence(decision.sequence())
                .setReason(decision.reason())
                .setSaid(decision.said())
                .setOccurredAt(at)
                .build();
    }

    static RebalancePlanned planned(String region, PlacementDecision.Planned decision, Instant at) {
        return RebalancePlanned.newBuilder()
                .setPlanId(region + "." + decision.sequence())
                .setRegion(region)
                .setSequence(decision.sequence())
                .setCause(decision.cause())
                .setLowerBound(decision.lowerBound())
                .setMoves(decision.moves().stream()
                        .map(move -> new Move(move.agentId(), move.fromWorker(), move.toWorker()))
                        .toList())
                .setOccurredAt(at)
                .setDecisionId(decision.decisionId())
                .setVictims(decision.victims().stream()
                        .map(victim -> new Victim(victim.name(), victim.agentIds(), victim.busy()))
                        .toList())
                .build();
    }
}
