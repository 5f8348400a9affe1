package io.blackroad.sink.vector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What the requests of Pinecone's interface ask of an index. */
final class VectorRequests {
    static final List<String> PATHS = List.of("/vectors/upsert", "/query", "/vectors/delete", "/describe_index_stats");

    private static final int MAX_VECTORS = 1_000;

    private final VectorIndex index;

    VectorRequests(VectorIndex index) {
        this.index = index;
    }

    /** The work behind a path; throws {@link IllegalArgumentException} for requests that are wrong. */
    Optional<Function<JsonNode, ObjectNode>> of(String path) {
        return switch (path) {
            case "/vectors/upsert" -> Optional.of(this::upsert);
            case "/query" -> Optional.of(this::query);
            case "/vectors/delete" -> Optional.of(this::delete);
            case "/describe_index_stats" -> Optional.of(this::counts);
            default -> Optional.empty();
        };
    }

    private ObjectNode upsert(JsonNode request) {
        JsonNode array = request.path("vectors");
        if (!array.isArray() || array.isEmpty() || array.size() > MAX_VECTORS) {
            throw new IllegalArgumentException("vectors must be an array of 1 to " + MAX_VECTORS);
        }
        List<IndexedVector> vectors = new ArrayList<>();
        for (int at = 0; at < array.size(); at++) {
            vectors.add(vector(array.get(at), "vectors[" + at + "]"));
        }
        index.upsert(namespace(request), vectors);
        index.flush();
        return VectorJson.object().put("upsertedCount", vectors.size());
    }

    private IndexedVector vector(JsonNode node, String where) {
        String owner = text(node.path("metadata"), AgentVector.AGENT, where + ".metadata");
        return new IndexedVector(
                text(node, "id", where),
                owner,
                values(node.path("values"), where + ".values"),
                VectorJson.metadata(node.path("metadata")));
    }

    private float[] values(JsonNode node, String where) {
        float[] values = VectorJson.values(node);
        if (values.length != index.dimensions()) {
            throw new IllegalArgumentException(
                    where + " has " + values.length + " numbers; here vectors have " + index.dimensions());
        }
        Cosine.check(values, where);
        return values;
    }

    private ObjectNode query(JsonNode request) {
        int count = request.path("topK").asInt();
        if (count < 1 || count > AgentVectors.MAX_COUNT) {
            throw new IllegalArgumentException("topK must be 1 to " + AgentVectors.MAX_COUNT);
        }
        float[] vector = values(request.path("vector"), "vector");
        String owner = owner(request);
        ObjectNode answer = VectorJson.object();
        ArrayNode matches = answer.putArray("matches");
        for (Match match : index.query(namespace(request), owner, vector, count)) {
            ObjectNode node = matches.addObject().put("id", match.id()).put("score", match.score());
            if (request.path("includeMetadata").asBoolean()) {
                ObjectNode metadata = node.putObject("metadata").put(AgentVector.AGENT, owner);
                match.metadata().forEach(metadata::put);
            }
        }
        return answer.put("namespace", namespace(request));
    }

    private ObjectNode delete(JsonNode request) {
        if (request.has("ids") == request.has("filter")) {
            throw new IllegalArgumentException("give either ids or a filter");
        }
        if (request.has("filter")) {
            index.deleteOwned(namespace(request), owner(request));
        } else {
            List<String> ids = new ArrayList<>();
            request.path("ids").forEach(id -> ids.add(id.asText()));
            index.delete(namespace(request), ids);
        }
        index.flush();
        return VectorJson.object();
    }

    private ObjectNode counts(JsonNode request) {
        ObjectNode answer = VectorJson.object();
        ObjectNode namespaces = answer.putObject("namespaces");
        long total = 0;
        for (var each : index.counts().entrySet()) {
            namespaces.putObject(each.getKey()).put("vectorCount", each.getValue());
            total += each.getValue();
        }
        return answer.put("dimension", index.dimensions())
                .put("metric", "cosine")
                .put("totalVectorCount", total);
    }

    private static String namespace(JsonNode request) {
        return text(request, "namespace", "the request");
    }

    /** Of filters there is one: whose it is. */
    private static String owner(JsonNode request) {
        JsonNode filter = request.path("filter");
        JsonNode equal = filter.path(AgentVector.AGENT).path("$eq");
        if (filter.size() != 1 || !equal.isTextual()) {
            throw new IllegalArgumentException("the filter must be {\"" + AgentVector.AGENT
                    + "\": {\"$eq\": AGENT}}: vectors are always one agent's");
        }
        return equal.asText();
    }

    private static String text(JsonNode node, String field, String where) {
        String text = node.path(field).asText("");
        if (text.isEmpty()) {
            throw new IllegalArgumentException(where + " has no " + field);
        }
        return text;
    }
}
