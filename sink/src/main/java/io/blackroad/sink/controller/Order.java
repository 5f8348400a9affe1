package io.blackroad.sink.controller;

import io.blackroad.topic.TraceContext;
import java.time.Duration;
import java.time.Instant;

/**
 * A decision to be acted on: an up or down of the real rule set.
 *
 * @param sequence its place in the target's decisions, from 1; what is fenced on
 * @param decisionId its id, for the answer
 * @param fromReplicas replicas that ran when it was decided; -1 when nobody knew
 * @param replicas replicas wanted
 * @param evidenceAt end of the tick that it was decided on, event time
 * @param decidedAt when it was written to its topic
 * @param validUntil never applied after this time
 * @param cooldown least time between two changes by the rule that decided
 * @param reason why, in a sentence
 * @param at where it stands in the topic
 * @param trace the trace that it belongs to; null when it came without
 */
public record Order(
        TargetId target,
        long sequence,
        String decisionId,
        int fromReplicas,
        int replicas,
        Instant evidenceAt,
        Instant decidedAt,
        Instant validUntil,
        Duration cooldown,
        String reason,
        Position at,
        TraceContext trace) {

    /** An order that belongs to no trace. */
    public Order(
            TargetId target,
            long sequence,
            String decisionId,
            int fromReplicas,
            int replicas,
            Instant evidenceAt,
            Instant decidedAt,
            Instant validUntil,
            Duration cooldown,
            String reason,
            Position at) {
        this(
                target,
                sequence,
                decisionId,
                fromReplicas,
                replicas,
                evidenceAt,
                decidedAt,
                validUntil,
                cooldown,
                reason,
                at,
                null);
    }

    /** A place in the decisions topic. */
    public record Position(int partition, long offset) {}

    /** True if it takes replicas away from what {@code told} says runs. */
    public boolean isDown(ReplicaCount told) {
        return replicas < told.told();
    }
}
