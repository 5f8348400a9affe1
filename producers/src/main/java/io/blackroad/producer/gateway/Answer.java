package io.blackroad.producer.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What goes back to the client. */
record Answer(int status, String contentType, Map<String, String> headers, byte[] body) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PROBLEM = "application/problem+json";

    /** Faults of a whole batch are cut here; each fact has its own in its failure. */
    private static final int MAX_FAULTS = 1_000;

    private static final int MAX_PATH = 256;

    static Answer json(int status, Object body) {
        return new Answer(status, "application/json", Map.of(), bytes(body));
    }

    /** Everything is stored. */
    static Answer stored(int accepted, int duplicates) {
        ObjectNode body = JSON.createObjectNode().put("accepted", accepted).put("duplicates", duplicates);
        return new Answer(202, "application/json", Map.of(), bytes(body));
    }

    /** The whole request is refused. */
    static Answer refused(Rejection rejection, String path) {
        return problem(rejection, path, JSON.createObjectNode());
    }

    /** Some facts are not stored; the answer says which, why, and how many are. */
    static Answer partly(int accepted, int duplicates, List<Failure> failures, String path) {
        Rejection worst = failures.get(0).rejection();
        int wait = 0;
        for (Failure each : failures) {
            worst = each.rejection().type().weight() > worst.type().weight() ? each.rejection() : worst;
            wait = Math.max(wait, each.rejection().retryAfterSeconds());
        }
        ObjectNode members = JSON.createObjectNode()
                .put("accepted", accepted)
                .put("duplicates", duplicates)
                .put("rejected", failures.size());
        ArrayNode items = members.putArray("failures");
        failures.forEach(failure -> items.add(failure.json()));
        return problem(worst.retryAfter(wait), path, members);
    }

    /** A fact that was not stored, by its place in the request. */
    record Failure(int index, Rejection rejection) {
        private ObjectNode json() {
            ObjectNode json = JSON.createObjectNode()
                    .put("index", index)
                    .put("status", rejection.type().status())
                    .put("type", rejection.type().urn())
                    .put("detail", rejection.detail());
            addFaults(json, rejection.faults());
            return json;
        }
    }

    private static Answer problem(Rejection rejection, String path, ObjectNode members) {
        ProblemType type = rejection.type();
        ObjectNode body = JSON.createObjectNode()
                .put("type", type.urn())
                .put("title", type.title())
                .put("status", type.status())
                .put("detail", rejection.detail())
                .put("instance", path.length() > MAX_PATH ? path.substring(0, MAX_PATH) : path);
        Map<String, String> headers = new TreeMap<>();
        if (rejection.limit() > 0) {
            body.put("limit", rejection.limit());
        }
        if (rejection.retryAfterSeconds() > 0) {
            body.put("retryAfterSeconds", rejection.retryAfterSeconds());
            headers.put("Retry-After", Integer.toString(rejection.retryAfterSeconds()));
        }
        if (type == ProblemType.UNSUPPORTED_ENCODING) {
            headers.put("Accept-Encoding", "gzip");
        }
        body.setAll(members);
        if (!body.has("failures")) {
            addFaults(body, rejection.faults());
        }
        return new Answer(type.status(), PROBLEM, headers, bytes(body));
    }

    private static void addFaults(ObjectNode body, List<Fault> faults) {
        if (!faults.isEmpty()) {
            ArrayNode errors = body.putArray("errors");
            faults.stream()
                    .limit(MAX_FAULTS)
                    .forEach(fault ->
                            errors.addObject().put("pointer", fault.pointer()).put("problem", fault.problem()));
        }
    }

    static byte[] bytes(Object body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
