package io.blackroad.sink.vector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.SortedMap;
import java.util.TreeMap;

/** Vectors as Pinecone's interface writes them, for both sides of it. */
final class VectorJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private VectorJson() {}

    static ObjectNode object() {
        return NODES.objectNode();
    }

    static ObjectNode vector(IndexedVector vector) {
        ObjectNode node = object();
        node.put("id", vector.id());
        node.set("values", values(vector.values()));
        ObjectNode metadata = node.putObject("metadata");
        metadata.put(AgentVector.AGENT, vector.owner());
        vector.metadata().forEach(metadata::put);
        return node;
    }

    static ArrayNode values(float[] values) {
        ArrayNode node = NODES.arrayNode(values.length);
        for (float value : values) {
            node.add(value);
        }
        return node;
    }

    static float[] values(JsonNode node) {
        float[] values = new float[node.size()];
        for (int at = 0; at < values.length; at++) {
            values[at] = node.get(at).isNumber() ? (float) node.get(at).asDouble() : Float.NaN;
        }
        return values;
    }

    /** Without what says whose it is. */
    static SortedMap<String, String> metadata(JsonNode node) {
        SortedMap<String, String> metadata = new TreeMap<>();
        node.properties()
                .forEach(each -> metadata.put(each.getKey(), each.getValue().asText()));
        metadata.remove(AgentVector.AGENT);
        return metadata;
    }

    static ObjectNode ownedBy(String owner) {
        ObjectNode filter = object();
        filter.putObject(AgentVector.AGENT).put("$eq", owner);
        return filter;
    }
}
