package io.blackroad.sink.vector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Vectors over Pinecone's HTTP interface. What was stored there is found after a moment, which Pinecone does not bound; it is
 * durable once it is acknowledged. The index must compare by cosine.
 */
public final class PineconeIndex implements VectorIndex {
    /** Pinecone takes at most 2 MB a request; a number is written in at most 14 characters. */
    private static final int NUMBERS_A_REQUEST = 100_000;

    private static final int VECTORS_A_REQUEST = 200;
    private static final int IDS_A_REQUEST = 1_000;

    private final PineconeConfig config;
    private final PineconeHttp http;

    public PineconeIndex(PineconeConfig config) {
        this(config, duration -> Thread.sleep(duration.toMillis()));
    }

    PineconeIndex(PineconeConfig config, PineconeHttp.Wait wait) {
        this.config = config;
        this.http = new PineconeHttp(config, wait);
    }

    @Override
    public int dimensions() {
        return config.dimensions();
    }

    @Override
    public void upsert(String namespace, List<IndexedVector> vectors) {
        int size = Math.max(1, Math.min(VECTORS_A_REQUEST, NUMBERS_A_REQUEST / config.dimensions()));
        for (int from = 0; from < vectors.size(); from += size) {
            ObjectNode body = in(namespace);
            ArrayNode array = body.putArray("vectors");
            vectors.subList(from, Math.min(vectors.size(), from + size))
                    .forEach(vector -> array.add(VectorJson.vector(vector)));
            require("/vectors/upsert", body);
        }
    }

    @Override
    public void delete(String namespace, Collection<String> ids) {
        List<String> all = List.copyOf(ids);
        for (int from = 0; from < all.size(); from += IDS_A_REQUEST) {
            ObjectNode body = in(namespace);
            ArrayNode array = body.putArray("ids");
            all.subList(from, Math.min(all.size(), from + IDS_A_REQUEST)).forEach(array::add);
            // A namespace that is not there has none of them.
            http.post("/vectors/delete", body);
        }
    }

    @Override
    public void deleteOwned(String namespace, String owner) {
        ObjectNode body = in(namespace);
        body.set("filter", VectorJson.ownedBy(owner));
        http.post("/vectors/delete", body);
    }

    @Override
    public List<Match> query(String namespace, String owner, float[] vector, int count) {
        ObjectNode body = in(namespace);
        body.set("vector", VectorJson.values(vector));
        body.put("topK", count);
        body.set("filter", VectorJson.ownedBy(owner));
        body.put("includeMetadata", true);
        body.put("includeValues", false);
        List<Match> matches = new ArrayList<>();
        http.post("/query", body)
                .ifPresent(answer -> answer.path("matches")
                        .forEach(match -> matches.add(new Match(
                                match.path("id").asText(),
                                match.path("score").asDouble(),
                                VectorJson.metadata(match.path("metadata"))))));
        return matches;
    }

    @Override
    public SortedMap<String, Long> counts() {
        JsonNode answer = require("/describe_index_stats", VectorJson.object());
        SortedMap<String, Long> counts = new TreeMap<>();
        answer.path("namespaces")
                .properties()
                .forEach(each -> counts.put(
                        each.getKey(), each.getValue().path("vectorCount").asLong()));
        return counts;
    }

    /** What was acknowledged is durable there. */
    @Override
    public void flush() {}

    private static ObjectNode in(String namespace) {
        return VectorJson.object().put("namespace", namespace);
    }

    private JsonNode require(String path, ObjectNode body) {
        return http.post(path, body)
                .orElseThrow(
                        () -> new VectorException(config.host() + path + " is not there: check the host of the index"));
    }

    @Override
    public void close() {}
}
