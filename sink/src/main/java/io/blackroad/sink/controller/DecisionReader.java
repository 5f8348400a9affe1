package io.blackroad.sink.controller;

import io.blackroad.schema.FactReader;
import io.blackroad.schema.ScaleDecided;
import io.blackroad.schema.SchemaRegistry;
import io.blackroad.schema.SchemaRegistryException;
import io.blackroad.topic.TraceContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;

/** Makes orders of the records of the decisions topic. Avro stops here. */
final class DecisionReader {
    private final FactReader<ScaleDecided> reader;

    DecisionReader(SchemaRegistry registry) {
        this.reader = new FactReader<>(registry, ScaleDecided.class);
    }

    /**
     * The order in a record; empty for a hold and for the decision of a shadow rule set.
     *
     * @throws SerializationException if the record is no decision, for good
     * @throws SchemaRegistryException if it cannot be said yet, since the registry did not answer
     */
    Optional<Order> read(ConsumerRecord<byte[], byte[]> found) {
        if (found.key() == null || found.value() == null) {
            throw new UnreadableDecisionException("a decision has a key and a value, here the "
                    + (found.key() == null ? "key" : "value") + " is null");
        }
        ScaleDecided decided = reader.read(found.value(), null);
        TargetId target = new TargetId(decided.getRegion(), decided.getService());
        String key = new String(found.key(), StandardCharsets.UTF_8);
        if (!key.equals(target.key())) {
            // The key chose the partition: under another key the order among the target's decisions is lost.
            throw new UnreadableDecisionException(
                    "the key is " + key + ", but the decision is about " + target + "; write it with its own key");
        }
        return order(decided, target, found);
    }

    private static Optional<Order> order(ScaleDecided decided, TargetId target, ConsumerRecord<byte[], byte[]> found) {
        if (decided.getShadow() != null) {
            return Optional.empty();
        }
        switch (decided.getDirection()) {
            case HOLD -> {
                return Optional.empty();
            }
            case UP, DOWN -> {
                if (decided.getSequence() < 1 || decided.getToReplicas() < 0) {
                    throw new UnreadableDecisionException("sequence " + decided.getSequence() + " to "
                            + decided.getToReplicas() + " replicas; a sequence is at least 1, replicas at least 0");
                }
                return Optional.of(new Order(
                        target,
                        decided.getSequence(),
                        decided.getDecisionId(),
                        decided.getFromReplicas(),
                        decided.getToReplicas(),
                        decided.getDecidedAt(),
                        Instant.ofEpochMilli(found.timestamp()),
                        decided.getValidUntil(),
                        Duration.ofSeconds(decided.getEvidence().getRule().getCooldownSeconds()),
                        decided.getReason(),
                        new Order.Position(found.partition(), found.offset()),
                        TraceContext.of(found.headers()).orElse(null)));
            }
            case UNKNOWN ->
                throw new UnreadableDecisionException(
                        "its direction is one that this version does not know; upgrade the controller");
        }
        throw new IllegalStateException("direction " + decided.getDirection());
    }
}
