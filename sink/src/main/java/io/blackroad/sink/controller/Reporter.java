package io.blackroad.sink.controller;

import io.blackroad.schema.ApplyOutcome;
import io.blackroad.schema.EventId;
import io.blackroad.schema.ScaleApplied;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * Words what a controller has to say as records. The id of an answer follows from its decision, so that one reported
 * again after a crash carries the same one.
 *
 * @param controller name of the controller
 */
record Reporter(String controller) {

    /** The answer to an order, or to an older decision of its target that was found standing there. */
    ScaleApplied answer(Order order, Answer answer, ReplicaCount runs, Instant now) {
        TargetId target = order.target();
        boolean own = answer.sequence() == order.sequence();
        return report(target, answer.sequence(), answer.outcome(), runs, now)
                .setEventId(id(target, "answer", answer.sequence()))
                .setDecisionId(own ? order.decisionId() : decisionId(target, answer.sequence()))
                .setReason(answer.reason())
                .build();
    }

    /** What runs, without an answer; {@code answered} is the last sequence that was. */
    ScaleApplied state(TargetId target, long answered, Watch.News news, Instant now) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, now);
        return report(target, answered, ApplyOutcome.REPORTED, news.runs(), now)
                .setReason(news.conflict())
                .setEventId(id(target, "state", micros))
                .build();
    }

    private ScaleApplied.Builder report(
            TargetId target, long sequence, ApplyOutcome outcome, ReplicaCount runs, Instant now) {
        return ScaleApplied.newBuilder()
                .setRegion(target.region())
                .setService(target.service())
                .setSequence(sequence)
                .setOutcome(outcome)
                .setReplicas(runs.told())
                .setReady(runs.ready())
                .setController(controller)
                .setOccurredAt(now.truncatedTo(ChronoUnit.MICROS));
    }

    /** As ScaleDecided defines it. */
    private static String decisionId(TargetId target, long sequence) {
        return target.region() + "." + target.service() + "." + sequence;
    }

    private EventId id(TargetId target, String what, long number) {
        String name = controller + "\n" + target + "\n" + what + "\n" + number;
        UUID id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        return new EventId(ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array());
    }
}
