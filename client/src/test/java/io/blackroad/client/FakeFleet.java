package io.blackroad.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/** A server that gives the answers that a test put in, one after the other, and remembers what it was asked. */
final class FakeFleet implements AutoCloseable {
    record Canned(int status, Map<String, String> headers, String body) {}

    private final HttpServer server;
    private final Queue<Canned> answers = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private final List<String> tokens = new ArrayList<>();

    FakeFleet() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    FakeFleet with(int status, String body) {
        answers.add(new Canned(status, Map.of(), body));
        return this;
    }

    FakeFleet busy(String retryAfter) {
        String body =
                "{\"type\":\"urn:blackroad:problem:rebalancing\",\"title\":\"Rebalancing\",\"detail\":\"come back\"}";
        answers.add(new Canned(503, Map.of("Retry-After", retryAfter), body));
        return this;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    List<String> asked() {
        return List.copyOf(asked);
    }

    List<String> tokens() {
        return List.copyOf(tokens);
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestURI().toString());
        tokens.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        Canned canned = answers.size() > 1 ? answers.remove() : answers.peek();
        canned.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] body = canned.body().getBytes(UTF_8);
        exchange.sendResponseHeaders(canned.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
