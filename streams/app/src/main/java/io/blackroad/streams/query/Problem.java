package io.blackroad.streams.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An error as RFC 9457 writes it.
 *
 * @param detail what, where and what to do
 * @param members what programs may need beside it: allowed values, missing partitions
 */
record Problem(ProblemType type, String detail, Map<String, Object> members) {
    private static final String MEDIA_TYPE = "application/problem+json";

    /** How soon to ask again: about what a rebalance takes. */
    private static final String RETRY_SECONDS = "2";

    /** Longest request path that is repeated in an answer. */
    private static final int MAX_INSTANCE = 256;

    static Problem of(ProblemType type, String detail) {
        return new Problem(type, detail, Map.of());
    }

    Problem with(String member, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(members);
        more.put(member, value);
        return new Problem(type, detail, more);
    }

    /** The answer that carries it; {@code path} is the request's, undecoded, or empty if it could not be read. */
    Answer answer(String path) {
        ObjectNode body = Json.object();
        body.put("type", type.urn());
        body.put("title", type.title());
        body.put("status", type.status());
        body.put("detail", detail);
        if (!path.isEmpty()) {
            body.put("instance", path.length() > MAX_INSTANCE ? path.substring(0, MAX_INSTANCE) : path);
        }
        members.forEach(body::putPOJO);
        Map<String, String> headers = type.status() == 503 ? Map.of("Retry-After", RETRY_SECONDS) : Map.of();
        return new Answer(type.status(), MEDIA_TYPE, headers, Json.bytes(body));
    }

    ProblemException exception() {
        return new ProblemException(this);
    }
}
