package io.blackroad.streams.scaling;

import io.blackroad.schema.ScaleDecided;
import io.blackroad.topic.TraceContext;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Headers of a decision: CloudEvents 1.0 attributes in Kafka's binary mode, so that event routers need not know the schema
 * (https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md), and its place in a trace:
 * in that of a fact that went into its sample, or in one of its own.
 */
final class DecisionHeaders {
    private DecisionHeaders() {}

    static Headers of(ScaleDecided decision, Headers sample) {
        Headers headers = new RecordHeaders();
        add(headers, "ce_specversion", "1.0");
        add(headers, "ce_id", decision.getDecisionId());
        add(headers, "ce_source", "urn:blackroad:scaling");
        add(headers, "ce_type", "io.blackroad.scale-decided.v1");
        add(headers, "ce_subject", decision.getRegion() + "/" + decision.getService());
        add(headers, "ce_time", decision.getDecidedAt().toString());
        // The time tells decisions of the same id in different clusters apart.
        String name = decision.getDecisionId() + "@" + decision.getDecidedAt();
        TraceContext.of(sample)
                .ifPresentOrElse(
                        cause -> {
                            headers.add(cause.child(name).header());
                            add(headers, TraceContext.CAUSE, cause.toString());
                        },
                        () -> headers.add(TraceContext.begin(name).header()));
        return headers;
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
