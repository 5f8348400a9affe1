package io.blackroad.streams.scaling;

import io.blackroad.schema.ScaleDecided;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * CloudEvents 1.0 attributes of a decision in Kafka's binary mode, so that event routers need not know the schema:
 * https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md
 */
final class CloudEvents {
    private CloudEvents() {}

    static Headers headers(ScaleDecided decision) {
        Headers headers = new RecordHeaders();
        add(headers, "ce_specversion", "1.0");
        add(headers, "ce_id", decision.getDecisionId());
        add(headers, "ce_source", "urn:blackroad:scaling");
        add(headers, "ce_type", "io.blackroad.scale-decided.v1");
        add(headers, "ce_subject", decision.getRegion() + "/" + decision.getService());
        add(headers, "ce_time", decision.getDecidedAt().toString());
        return headers;
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
