package io.blackroad.streams.query;

import io.blackroad.schema.ScaleDecided;
import java.time.Instant;

/** A change of replicas, as status tells it. */
record ScalingEvent(
        Instant at, String region, String service, String displayName, int from, int to, String decisionId) {

    static ScalingEvent of(ScaleDecided decision, String displayName) {
        return new ScalingEvent(
                decision.getDecidedAt(),
                decision.getRegion(),
                decision.getService(),
                displayName,
                decision.getFromReplicas(),
                decision.getToReplicas(),
                decision.getDecisionId());
    }
}
