package io.blackroad.infra.system.soak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.blackroad.infra.system.history.Event;
import io.blackroad.infra.system.history.History;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * A user's program that runs at once whatever a webhook controller tells it, and writes it down. It has no fence of its own,
 * so that the judge sees an order that is older than what stands; only the same one once more changes nothing. It outlives
 * its controllers.
 */
public final class HookReceiver implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BEGINNING = 3;
    private static final int OK = 200;

    private final History history;
    private final HttpServer server;
    private final Map<String, Running> targets = new HashMap<>();

    private record Running(int replicas, long sequence) {}

    public HookReceiver(History history) throws IOException {
        this.history = history;
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 50);
        server.createContext("/scale", this::answer);
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/scale");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (exchange.getRequestMethod().equals("GET")) {
                say(exchange, OK, observed(exchange.getRequestURI().getQuery()));
            } else {
                take(JSON.readTree(exchange.getRequestBody()).path("data"));
                say(exchange, OK, Map.of());
            }
        }
    }

    private synchronized Map<String, Object> observed(String query) {
        String key = query.replace("region=", "").replace("&service=", "/");
        Running running = targets.getOrDefault(key, new Running(BEGINNING, 0));
        Map<String, Object> body = new HashMap<>(Map.of("replicas", running.replicas, "ready", running.replicas));
        if (running.sequence > 0) {
            body.put("sequence", running.sequence);
            body.put("decided", running.replicas);
        }
        return body;
    }

    private synchronized void take(JsonNode order) {
        String key = order.path("region").asText() + "/" + order.path("service").asText();
        Running next = new Running(
                order.path("replicas").asInt(), order.path("sequence").asLong());
        Running before = targets.get(key);
        if (next.equals(before)) {
            return;
        }
        targets.put(key, next);
        history.add(new Event.Written(key, next.sequence, next.replicas, System.currentTimeMillis()));
    }

    private static void say(HttpExchange exchange, int status, Map<String, Object> body) throws IOException {
        byte[] text = JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, text.length);
        exchange.getResponseBody().write(text);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
