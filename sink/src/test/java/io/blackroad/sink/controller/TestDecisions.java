package io.blackroad.sink.controller;

import io.blackroad.schema.Binding;
import io.blackroad.schema.Direction;
import io.blackroad.schema.Evidence;
import io.blackroad.schema.FactSchemas;
import io.blackroad.schema.LoadSampled;
import io.blackroad.schema.RuleKind;
import io.blackroad.schema.ScaleDecided;
import io.blackroad.schema.TargetState;
import io.blackroad.schema.control.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** Decisions as scaling would write them, with evidence that nobody here reads. */
public final class TestDecisions {
    static final Duration VALID = Duration.ofSeconds(120);
    static final Duration COOLDOWN = Duration.ofSeconds(60);

    private TestDecisions() {}

    public static ScaleDecided up(TargetId id, long sequence, int replicas, Instant decidedAt) {
        return ScaleDecided.newBuilder()
                .setDecisionId(id.region() + "." + id.service() + "." + sequence)
                .setRegion(id.region())
                .setService(id.service())
                .setSequence(sequence)
                .setDecidedAt(decidedAt)
                .setValidUntil(decidedAt.plus(VALID))
                .setDirection(Direction.UP)
                .setFromReplicas(1)
                .setToReplicas(replicas)
                .setBinding(Binding.NONE)
                .setReason("test")
                .setUtilizationPermille(0)
                .setPredictedPermille(0)
                .setProposals(List.of())
                .setEvidence(evidence())
                .build();
    }

    /** The same as the controller reads it. */
    static Order order(TargetId id, long sequence, int replicas, Instant decidedAt) {
        ScaleDecided decided = up(id, sequence, replicas, decidedAt);
        return new Order(
                id,
                sequence,
                decided.getDecisionId(),
                decided.getFromReplicas(),
                replicas,
                decidedAt,
                decidedAt,
                decided.getValidUntil(),
                COOLDOWN,
                decided.getReason(),
                new Order.Position(0, 0));
    }

    private static Evidence evidence() {
        Rule rule = zeros(Rule.class);
        rule.setKind(RuleKind.GUIDE);
        rule.setCooldownSeconds((int) COOLDOWN.toSeconds());
        TargetState state = zeros(TargetState.class);
        state.setPendingDirection(Direction.HOLD);
        return Evidence.newBuilder()
                .setSample(zeros(LoadSampled.class))
                .setRule(rule)
                .setState(state)
                .build();
    }

    /** A record whose numbers are 0, texts empty and times 1970; enums and records are left to the caller. */
    private static <T extends SpecificRecord> T zeros(Class<T> type) {
        T made = type.cast(SpecificData.newInstance(type, FactSchemas.of(type)));
        for (Schema.Field field : FactSchemas.of(type).getFields()) {
            Object zero = zero(field.schema());
            if (zero != null) {
                made.put(field.pos(), zero);
            }
        }
        return made;
    }

    private static Object zero(Schema schema) {
        return switch (schema.getType()) {
            case INT -> 0;
            case LONG -> schema.getLogicalType() == null ? (Object) 0L : Instant.EPOCH;
            case STRING -> "";
            case BOOLEAN -> false;
            case ARRAY -> List.of();
            case MAP -> Map.of();
            default -> null;
        };
    }
}
