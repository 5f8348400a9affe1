package io.blackroad.streams.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blackroad.schema.ScaleDecided;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Place of a decision among those of all targets: newest first, and those of one tick by target. */
record DecisionKey(Instant decidedAt, TargetKey target, long sequence) implements Comparable<DecisionKey> {
    /** Values of it in a cursor. */
    static final int SIZE = 4;

    private static final String LIST = "decisions";
    private static final Comparator<DecisionKey> ORDER = Comparator.comparing(DecisionKey::decidedAt)
            .reversed()
            .thenComparing(DecisionKey::target)
            .thenComparing(Comparator.comparingLong(DecisionKey::sequence).reversed());

    static DecisionKey of(ScaleDecided decision) {
        TargetKey target = new TargetKey(decision.getRegion(), decision.getService());
        return new DecisionKey(decision.getDecidedAt(), target, decision.getSequence());
    }

    static DecisionKey of(ObjectNode decision) {
        TargetKey target = new TargetKey(
                decision.path("region").asText(), decision.path("service").asText());
        Instant decidedAt = Instant.parse(decision.path("decidedAt").asText());
        return new DecisionKey(decidedAt, target, decision.path("sequence").asLong());
    }

    /** @throws IllegalArgumentException or a DateTimeException if the values are none */
    static DecisionKey of(Cursor cursor) {
        List<String> values = cursor.values();
        TargetKey target = new TargetKey(values.get(1), values.get(2));
        return new DecisionKey(Instant.parse(values.get(0)), target, Long.parseLong(values.get(3)));
    }

    Cursor cursor() {
        return new Cursor(
                LIST, List.of(decidedAt.toString(), target.region(), target.service(), Long.toString(sequence)));
    }

    /** The decision before which the page goes on; null on the first page. */
    static DecisionKey from(Parameters parameters) {
        return parameters.cursor(LIST, SIZE, DecisionKey::of);
    }

    /**
     * Keys that a decision id may stand for. It is {@code region.service.sequence}, and a region or a service may have
     * dots of its own; nearly always there is one reading.
     */
    static List<DecisionKey> readings(String decisionId) {
        List<DecisionKey> readings = new ArrayList<>();
        int last = decisionId.lastIndexOf('.');
        if (last < 0 || !decisionId.substring(last + 1).matches("[1-9][0-9]{0,17}")) {
            return readings;
        }
        long sequence = Long.parseLong(decisionId.substring(last + 1));
        for (int dot = decisionId.indexOf('.'); dot < last; dot = decisionId.indexOf('.', dot + 1)) {
            TargetKey target = new TargetKey(decisionId.substring(0, dot), decisionId.substring(dot + 1, last));
            readings.add(new DecisionKey(Instant.EPOCH, target, sequence));
        }
        return readings;
    }

    @Override
    public int compareTo(DecisionKey other) {
        return ORDER.compare(this, other);
    }
}
