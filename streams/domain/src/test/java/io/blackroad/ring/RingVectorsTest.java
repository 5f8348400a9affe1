package io.blackroad.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The published owners: what this ring says, and what the two snippets beside them say. A release that changes the file
 * has moved agents away from their memory; it is written by {@code -Dblackroad.golden=write}.
 */
class RingVectorsTest {
    private static final Path FOLDER =
            Path.of(System.getProperty("blackroad.root", "../..")).resolve("docs/rings");
    private static final Path VECTORS = FOLDER.resolve("vectors.json");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void tenThousandOwnersAreAsPublished() throws IOException {
        if ("write".equals(System.getProperty("blackroad.golden"))) {
            Files.writeString(VECTORS, written());
        }
        JsonNode published = JSON.readTree(VECTORS.toFile());
        List<List<Node>> rings = new ArrayList<>();
        published.path("rings").forEach(ring -> rings.add(nodes(ring.path("nodes"))));
        int checked = 0;
        for (JsonNode row : published.path("vectors")) {
            for (int index = 0; index < rings.size(); index++, checked++) {
                String expected =
                        rings.get(index).get(row.get(index + 1).intValue()).name();
                assertThat(Ring.of(rings.get(index)).owner(row.get(0).textValue()))
                        .as("owner of %s", row.get(0))
                        .isEqualTo(expected);
            }
        }
        assertThat(checked).isEqualTo(10_000);
    }

    @ParameterizedTest
    @CsvSource({"python3, ring.py", "node, ring.mjs"})
    void theSnippetsAgree(String interpreter, String snippet) throws IOException, InterruptedException {
        assumeTrue(present(interpreter), interpreter + " is not installed");
        Process process = new ProcessBuilder(
                        interpreter, FOLDER.resolve(snippet).toString(), VECTORS.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(output).isEqualToIgnoringNewLines("10000 owners checked, 0 wrong");
        assertThat(process.exitValue()).isZero();
    }

    private static boolean present(String interpreter) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(interpreter, "--version")
                    .redirectErrorStream(true)
                    .start();
            process.getInputStream().readAllBytes();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static List<Node> nodes(JsonNode rows) {
        List<Node> nodes = new ArrayList<>();
        rows.forEach(
                row -> nodes.add(new Node(row.get(0).textValue(), row.get(1).intValue())));
        return nodes;
    }

    private static String written() throws IOException {
        List<String> names = List.of("regions", "memory shards", "vector namespaces", "weighted");
        List<List<Node>> rings = List.of(
                List.of(new Node("us-east", 3), new Node("eu-west", 2), new Node("ap-south", 1)),
                numbered("memory-", 16, 0),
                numbered("vector-", 10, 0),
                numbered("node-", 40, 9_973));
        List<String> lines = new ArrayList<>();
        for (int index = 0; index < rings.size(); index++) {
            List<Object> nodes = new ArrayList<>();
            rings.get(index).forEach(node -> nodes.add(List.of(node.name(), node.weight())));
            lines.add("  {\"name\": " + JSON.writeValueAsString(names.get(index)) + ", \"nodes\": "
                    + JSON.writeValueAsString(nodes) + "}");
        }
        List<String> rows = new ArrayList<>();
        for (String key : keys()) {
            List<Object> row = new ArrayList<>(List.of(key));
            rings.forEach(nodes -> row.add(nodes.stream()
                    .map(Node::name)
                    .toList()
                    .indexOf(Ring.of(nodes).owner(key))));
            rows.add("  " + JSON.writeValueAsString(row));
        }
        return "{\"rings\": [\n" + String.join(",\n", lines) + "],\n\"vectors\": [\n" + String.join(",\n", rows)
                + "]}\n";
    }

    /** Weights 1 when the factor is 0, else spread over all that are allowed, with 0 among them. */
    private static List<Node> numbered(String prefix, int size, int factor) {
        return IntStream.range(0, size)
                .mapToObj(number -> new Node(
                        prefix + number, factor == 0 ? 1 : (int) ((long) number * factor % (Node.MAX_WEIGHT + 1))))
                .toList();
    }

    /** Ids as fleets have them, and texts that try the hash's branches: empty, long, outside of ASCII. */
    private static List<String> keys() {
        List<String> keys = new ArrayList<>(List.of("", " ", "\u00e9", "\u4e2d\u6587", "\ud83d\ude00", "a\nb", "\"\\"));
        Random random = new Random(1);
        for (int length = 1; length <= 93; length++) {
            keys.add("x".repeat(length));
        }
        for (int number = 0; number < 800; number++) {
            keys.add("agent-" + number);
            keys.add(String.format("us-east.worker.%05d", random.nextInt(100_000)));
            keys.add(String.format("%016x%016x", random.nextLong(), random.nextLong()));
        }
        return keys;
    }
}
