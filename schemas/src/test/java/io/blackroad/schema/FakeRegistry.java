package io.blackroad.schema;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;

/** A server that answers what it is told, one answer a call, and the last one for ever. */
final class FakeRegistry implements AutoCloseable {
    private final HttpServer server;
    private final String scheme;
    private final Queue<Reply> replies = new ConcurrentLinkedQueue<>();
    private volatile Reply last = new Reply(500, "nothing prepared");

    /** {@code METHOD /path body} of every call. */
    final List<String> calls = new CopyOnWriteArrayList<>();

    final List<String> authorizations = new CopyOnWriteArrayList<>();

    private record Reply(int status, String body) {}

    FakeRegistry() throws IOException {
        this(null);
    }

    FakeRegistry(SSLContext tls) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        if (tls == null) {
            server = HttpServer.create(address, 0);
            scheme = "http";
        } else {
            HttpsServer secure = HttpsServer.create(address, 0);
            secure.setHttpsConfigurator(new HttpsConfigurator(tls));
            server = secure;
            scheme = "https";
        }
        server.createContext("/", this::handle);
        server.start();
    }

    FakeRegistry answers(int status, String body) {
        replies.add(new Reply(status, body));
        return this;
    }

    URI url() {
        return URI.create(scheme + "://localhost:" + server.getAddress().getPort() + "/root/");
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            calls.add(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI() + (body.isEmpty() ? "" : " " + body));
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            authorizations.add(authorization == null ? "none" : authorization);
            Reply next = replies.poll();
            last = next == null ? last : next;
            byte[] bytes = last.body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(last.status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
