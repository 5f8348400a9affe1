package io.blackroad.sink.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.function.Supplier;

/** {@code GET /metrics} of a process that serves nothing else, in Prometheus' text format. */
public final class MetricsServer implements AutoCloseable {
    private static final String PATH = "/metrics";

    private final HttpServer server;

    private MetricsServer(HttpServer server) {
        this.server = server;
    }

    /**
     * Listens from now on.
     *
     * @param text the metrics as they are now; any thread may ask
     * @param port 0 takes a free one
     * @throws UncheckedIOException if it cannot listen there
     */
    public static MetricsServer start(String host, int port, Supplier<String> text) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(host, port), 0);
            server.createContext("/", exchange -> answer(exchange, text));
            server.start();
            return new MetricsServer(server);
        } catch (IOException e) {
            String message = "metrics cannot be served on " + host + ":" + port + ": " + e.getMessage()
                    + "; choose another port";
            throw new UncheckedIOException(message, e);
        }
    }

    /** Where it listens. */
    public int port() {
        return server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, Supplier<String> text) throws IOException {
        try (exchange) {
            boolean found = exchange.getRequestURI().getPath().equals(PATH);
            byte[] body = (found ? text.get() : "there is only " + PATH + "\n").getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
            exchange.sendResponseHeaders(found ? 200 : 404, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
