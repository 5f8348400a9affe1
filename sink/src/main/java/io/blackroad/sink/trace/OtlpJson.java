package io.blackroad.sink.trace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Spans in the JSON of OTLP/HTTP: https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding. */
final class OtlpJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SERVICE = "blackroad-streams";
    private static final int KIND_INTERNAL = 1;
    private static final int STATUS_ERROR = 2;

    private OtlpJson() {}

    /** The body of a request that exports spans. */
    static byte[] request(List<DecisionSpan> spans) {
        ObjectNode request = JSON.createObjectNode();
        ObjectNode resource = request.putArray("resourceSpans").addObject();
        attributes(resource.putObject("resource").putArray("attributes"), Map.of("service.name", SERVICE));
        ObjectNode scope = resource.putArray("scopeSpans").addObject();
        scope.putObject("scope").put("name", "io.blackroad");
        ArrayNode array = scope.putArray("spans");
        spans.forEach(span -> span(array.addObject(), span));
        try {
            return JSON.writeValueAsBytes(request);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree that was just made cannot be written", e);
        }
    }

    private static void span(ObjectNode node, DecisionSpan span) {
        node.put("traceId", span.context().traceId());
        node.put("spanId", span.context().spanId());
        span.parent().ifPresent(parent -> node.put("parentSpanId", parent));
        node.put("name", span.name());
        node.put("kind", KIND_INTERNAL);
        node.put("startTimeUnixNano", nanos(span.start()));
        node.put("endTimeUnixNano", nanos(span.end()));
        attributes(node.putArray("attributes"), span.attributes());
        span.failure()
                .ifPresent(why ->
                        node.putObject("status").put("code", STATUS_ERROR).put("message", why));
    }

    private static void attributes(ArrayNode array, Map<String, Object> attributes) {
        new TreeMap<>(attributes).forEach((key, value) -> {
            ObjectNode attribute = array.addObject().put("key", key);
            // Whole numbers are texts in this encoding, since JavaScript's numbers are too short for them.
            attribute.putObject("value").put(value instanceof Long ? "intValue" : "stringValue", value.toString());
        });
    }

    private static String nanos(Instant time) {
        return Long.toString(Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano()));
    }
}
