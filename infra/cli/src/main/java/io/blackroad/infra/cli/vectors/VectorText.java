package io.blackroad.infra.cli.vectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.blackroad.infra.cli.CommandFailure;
import io.blackroad.infra.cli.Surroundings;
import io.blackroad.sink.vector.AgentVector;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.TreeMap;

/** Vectors as people write them: JSON, from a file or from standard input. */
final class VectorText {
    private static final ObjectMapper JSON = new ObjectMapper();

    private VectorText() {}

    /** @param file relative to the working directory; - for standard input */
    static BufferedReader open(Surroundings surroundings, String file) {
        try {
            return file.equals("-")
                    ? new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                    : Files.newBufferedReader(surroundings.workingDirectory().resolve(file));
        } catch (IOException e) {
            throw new CommandFailure(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * One line of {@code {"agent":"...","id":"...","values":[...],"metadata":{...}}}.
     *
     * @param where file and line, for the message
     */
    static AgentVector vector(String line, String where) {
        JsonNode node = parsed(line, where);
        TreeMap<String, String> metadata = new TreeMap<>();
        node.path("metadata")
                .properties()
                .forEach(each -> metadata.put(each.getKey(), each.getValue().asText()));
        try {
            return new AgentVector(
                    node.path("agent").asText(),
                    node.path("id").asText(),
                    values(node.path("values"), where),
                    metadata);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(where + ": " + e.getMessage(), e);
        }
    }

    /** An array of numbers, or an object that has one as {@code values}. */
    static float[] values(String text, String where) {
        JsonNode node = parsed(text, where);
        return values(node.isObject() ? node.path("values") : node, where);
    }

    private static float[] values(JsonNode node, String where) {
        if (!node.isArray()) {
            throw new CommandFailure(where + ": there is no array of numbers");
        }
        float[] values = new float[node.size()];
        for (int at = 0; at < values.length; at++) {
            if (!node.get(at).isNumber()) {
                throw new CommandFailure(where + ": value " + at + " is no number: " + node.get(at));
            }
            values[at] = (float) node.get(at).asDouble();
        }
        return values;
    }

    private static JsonNode parsed(String text, String where) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new CommandFailure(where + ": no JSON: " + e.getOriginalMessage(), e);
        }
    }
}
