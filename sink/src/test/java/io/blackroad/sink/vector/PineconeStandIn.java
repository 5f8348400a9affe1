package io.blackroad.sink.vector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;

/**
 * NOT Pinecone, which cannot be had here, but a stand-in made after its documentation (data plane, version 2025-10):
 *
 * <ul>
 *   <li>401 and plain text without the right {@code Api-Key}; 400 without {@code X-Pinecone-Api-Version}.
 *   <li>Upsert: 1 to 1,000 vectors and 2 MB a request, the index's dimension; answers {@code upsertedCount}.
 *   <li>Query: exact, cosine, filter by {@code $eq} on metadata; an unknown namespace has no matches; tells usage.
 *   <li>Delete by ids or by filter answers {@code {}}; in an unknown namespace 404 with code 5.
 *   <li>What was written is seen two requests later: Pinecone is eventually consistent.
 *   <li>Errors are {@code {"code", "message", "details"}}.
 * </ul>
 *
 * Besides, a test may line up failures, which are answered before anything else.
 */
final class PineconeStandIn implements AutoCloseable {
    static final String KEY = "pc-secret";
    private static final int DELAY = 2;
    private static final int MAX_BYTES = 2 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final int dimension;
    private final Map<String, Map<String, JsonNode>> namespaces = new TreeMap<>();
    private final Deque<Runnable> unseen = new ArrayDeque<>();
    private final Deque<Integer> ages = new ArrayDeque<>();
    private final Deque<Failure> failures = new ArrayDeque<>();
    private int requests;

    /** @param retryAfter seconds; null for none */
    record Failure(int status, String retryAfter) {}

    private record Reply(int status, String body) {}

    PineconeStandIn(int dimension) {
        this.dimension = dimension;
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, "stand-in");
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    synchronized void fail(Failure... next) {
        failures.addAll(List.of(next));
    }

    synchronized int requests() {
        return requests;
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        requests++;
        byte[] body = exchange.getRequestBody().readAllBytes();
        Failure failure = failures.poll();
        Reply reply = failure == null ? reply(exchange, body) : error(failure.status, 8, "as lined up");
        if (failure != null && failure.retryAfter != null) {
            exchange.getResponseHeaders().set("Retry-After", failure.retryAfter);
        }
        byte[] bytes = reply.body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private Reply reply(HttpExchange exchange, byte[] body) throws IOException {
        if (!KEY.equals(exchange.getRequestHeaders().getFirst("Api-Key"))) {
            return new Reply(401, "Invalid API Key");
        }
        if (!"2025-10".equals(exchange.getRequestHeaders().getFirst("X-Pinecone-Api-Version"))) {
            return error(400, 3, "X-Pinecone-Api-Version is missing");
        }
        if (body.length > MAX_BYTES) {
            return error(400, 3, "message length too large: found " + body.length);
        }
        age();
        JsonNode request = JSON.readTree(body);
        return switch (exchange.getRequestURI().getPath()) {
            case "/vectors/upsert" -> upsert(request);
            case "/query" -> query(request);
            case "/vectors/delete" -> delete(request);
            case "/describe_index_stats" -> stats();
            default -> error(404, 5, "no such path");
        };
    }

    private void age() {
        List<Integer> older = new ArrayList<>();
        ages.forEach(age -> older.add(age + 1));
        ages.clear();
        ages.addAll(older);
        while (!ages.isEmpty() && ages.peek() >= DELAY) {
            ages.poll();
            unseen.poll().run();
        }
    }

    private void later(Runnable change) {
        unseen.add(change);
        ages.add(0);
    }

    private Reply upsert(JsonNode request) {
        JsonNode vectors = request.path("vectors");
        if (vectors.isEmpty() || vectors.size() > 1_000) {
            return error(400, 3, "1 to 1000 vectors");
        }
        for (JsonNode vector : vectors) {
            if (vector.path("values").size() != dimension) {
                return error(
                        400,
                        3,
                        "Vector dimension " + vector.path("values").size()
                                + " does not match the dimension of the index " + dimension);
            }
        }
        String namespace = request.path("namespace").asText();
        later(() -> vectors.forEach(vector -> namespaces
                .computeIfAbsent(namespace, name -> new LinkedHashMap<>())
                .put(vector.path("id").asText(), vector)));
        return new Reply(200, "{\"upsertedCount\":" + vectors.size() + "}");
    }

    private Reply query(JsonNode request) {
        float[] asked = VectorJson.values(request.path("vector"));
        ObjectNode answer = JSON.createObjectNode();
        var matches = answer.putArray("matches");
        namespaces.getOrDefault(request.path("namespace").asText(), Map.of()).values().stream()
                .filter(vector -> passes(vector, request.path("filter")))
                .map(vector -> (ObjectNode) JSON.createObjectNode()
                        .put("score", cosine(asked, VectorJson.values(vector.path("values"))))
                        .put("id", vector.path("id").asText())
                        .set("metadata", vector.path("metadata")))
                .sorted(Comparator.comparingDouble(match -> -match.path("score").asDouble()))
                .limit(request.path("topK").asInt())
                .forEach(matches::add);
        answer.put("namespace", request.path("namespace").asText());
        answer.putObject("usage").put("readUnits", 5);
        return new Reply(200, answer.toString());
    }

    private static boolean passes(JsonNode vector, JsonNode filter) {
        for (var field : filter.properties()) {
            if (!vector.path("metadata")
                    .path(field.getKey())
                    .equals(field.getValue().path("$eq"))) {
                return false;
            }
        }
        return true;
    }

    private static double cosine(float[] one, float[] other) {
        double product = 0;
        double first = 0;
        double second = 0;
        for (int at = 0; at < one.length; at++) {
            product += (double) one[at] * other[at];
            first += (double) one[at] * one[at];
            second += (double) other[at] * other[at];
        }
        return product / Math.sqrt(first * second);
    }

    private Reply delete(JsonNode request) {
        String name = request.path("namespace").asText();
        if (!namespaces.containsKey(name)) {
            return error(404, 5, "Namespace not found");
        }
        later(() -> namespaces.get(name).values().removeIf(vector -> {
            if (request.has("filter")) {
                return passes(vector, request.path("filter"));
            }
            for (JsonNode id : request.path("ids")) {
                if (id.equals(vector.path("id"))) {
                    return true;
                }
            }
            return false;
        }));
        return new Reply(200, "{}");
    }

    private Reply stats() {
        ObjectNode answer = JSON.createObjectNode();
        ObjectNode all = answer.putObject("namespaces");
        namespaces.forEach((name, vectors) -> all.putObject(name).put("vectorCount", vectors.size()));
        return new Reply(200, answer.put("dimension", dimension).toString());
    }

    private static Reply error(int status, int code, String message) {
        return new Reply(status, "{\"code\":" + code + ",\"message\":\"" + message + "\",\"details\":[]}");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
