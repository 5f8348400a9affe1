package io.blackroad.sink.trace;

import io.blackroad.schema.ApplyOutcome;
import io.blackroad.schema.ScaleApplied;
import io.blackroad.schema.ScaleDecided;
import io.blackroad.topic.TraceContext;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;

/**
 * Words decisions and answers as spans. A decision lasts from the end of its tick to its place in the topic, its answer from
 * there to when the controller was done. Ids follow from the records, so a record that is read twice is one span.
 */
final class DecisionSpans {
    /** Decisions whose time is remembered for their answers; more than wait for one at any time. */
    private static final int REMEMBERED = 10_000;

    private final Map<String, Instant> decidedAt = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > REMEMBERED;
        }
    };

    /**
     * A decision or hold of a real rule.
     *
     * @param stored when the broker has stored it
     */
    Optional<DecisionSpan> of(ScaleDecided decided, Headers headers, Instant stored) {
        return TraceContext.of(headers).map(context -> {
            decidedAt.put(context.spanId(), stored);
            return new DecisionSpan(
                    context,
                    TraceContext.causeOf(headers).map(TraceContext::spanId),
                    "decide " + target(decided.getRegion(), decided.getService()),
                    earlier(decided.getDecidedAt(), stored),
                    stored,
                    Map.of(
                            "blackroad.decision", decided.getDecisionId(),
                            "blackroad.target", target(decided.getRegion(), decided.getService()),
                            "blackroad.direction", decided.getDirection().name(),
                            "blackroad.binding", decided.getBinding().name(),
                            "blackroad.replicas.from", (long) decided.getFromReplicas(),
                            "blackroad.replicas.to", (long) decided.getToReplicas(),
                            "blackroad.reason", decided.getReason()),
                    Optional.empty());
        });
    }

    /** The answer to a decision; empty for a report of what runs. */
    Optional<DecisionSpan> of(ScaleApplied answer, Headers headers) {
        if (answer.getOutcome() == ApplyOutcome.REPORTED) {
            return Optional.empty();
        }
        return TraceContext.of(headers).map(decision -> {
            String target = target(answer.getRegion(), answer.getService());
            boolean failed = answer.getOutcome() == ApplyOutcome.FAILED;
            return new DecisionSpan(
                    decision.child("answer of " + answer.getController()),
                    Optional.of(decision.spanId()),
                    "apply " + target,
                    earlier(decidedAt.getOrDefault(decision.spanId(), answer.getOccurredAt()), answer.getOccurredAt()),
                    answer.getOccurredAt(),
                    Map.of(
                            "blackroad.decision", String.valueOf(answer.getDecisionId()),
                            "blackroad.target", target,
                            "blackroad.controller", answer.getController(),
                            "blackroad.outcome", answer.getOutcome().name(),
                            "blackroad.replicas", (long) answer.getReplicas()),
                    failed ? Optional.of(String.valueOf(answer.getReason())) : Optional.empty());
        });
    }

    private static String target(String region, String service) {
        return region + "/" + service;
    }

    /** Clocks of different machines may disagree: a span does not end before it began. */
    private static Instant earlier(Instant begin, Instant end) {
        return begin.isBefore(end) ? begin : end;
    }
}
