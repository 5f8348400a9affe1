package io.blackroad.sink.vector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An index for other processes, over those parts of Pinecone's HTTP interface that {@link PineconeIndex} uses: upsert, query,
 * delete and the counts. What it has acknowledged is durable. It asks for the key in the header that Pinecone's clients send,
 * if it has one.
 */
public final class VectorServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VectorServer.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int THREADS = 4;
    private static final int BACKLOG = 64;

    /** As Pinecone, with room for what it counts differently. */
    private static final int MAX_BODY_BYTES = 4 << 20;

    private final HttpServer server;
    private final ExecutorService threads;
    private final VectorRequests requests;
    private final byte[] key;

    private VectorServer(HttpServer server, VectorIndex index, String key) {
        this.server = server;
        this.key = key.getBytes(StandardCharsets.UTF_8);
        this.requests = new VectorRequests(index);
        this.threads = Executors.newFixedThreadPool(THREADS, work -> {
            Thread thread = new Thread(work, "vector-server");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Listens from now on.
     *
     * @param index is not closed with the server
     * @param port 0 takes a free one
     * @param key what whoever asks must know; empty for nothing
     * @throws VectorException if it cannot listen there
     */
    public static VectorServer start(VectorIndex index, String host, int port, String key) {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(host, port), BACKLOG);
            VectorServer server = new VectorServer(http, index, key);
            http.createContext("/", server::handle);
            http.setExecutor(server.threads);
            http.start();
            return server;
        } catch (IOException e) {
            throw new VectorException(
                    "vectors cannot be served on " + host + ":" + port + ": " + e.getMessage()
                            + "; choose another port",
                    e);
        }
    }

    /** Where it listens. */
    public int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = answer(exchange);
            byte[] body = answer.body.toString().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private record Answer(int status, ObjectNode body) {
        static Answer problem(int status, String message) {
            return new Answer(status, VectorJson.object().put("code", status).put("message", message));
        }
    }

    private boolean isLetIn(HttpExchange exchange) {
        String shown = exchange.getRequestHeaders().getFirst("Api-Key");
        return key.length == 0 || shown != null && MessageDigest.isEqual(key, shown.getBytes(StandardCharsets.UTF_8));
    }

    private Answer answer(HttpExchange exchange) {
        if (!isLetIn(exchange)) {
            return Answer.problem(401, "send the key of this server in the header Api-Key");
        }
        try (InputStream in = exchange.getRequestBody()) {
            byte[] body = in.readNBytes(MAX_BODY_BYTES + 1);
            if (body.length > MAX_BODY_BYTES) {
                return Answer.problem(
                        413, "a request has at most " + MAX_BODY_BYTES + " bytes: send fewer vectors at once");
            }
            JsonNode request = body.length == 0 ? VectorJson.object() : JSON.readTree(body);
            return requests.of(exchange.getRequestURI().getPath())
                    .map(found -> exchange.getRequestMethod().equals("POST")
                            ? new Answer(200, found.apply(request))
                            : Answer.problem(405, "use POST"))
                    .orElseGet(() -> Answer.problem(404, "there are only " + VectorRequests.PATHS));
        } catch (JsonProcessingException e) {
            return Answer.problem(400, "the body is no JSON: " + e.getOriginalMessage());
        } catch (IllegalArgumentException e) {
            return Answer.problem(400, e.getMessage());
        } catch (IOException | RuntimeException e) {
            LOG.error("{} failed", exchange.getRequestURI(), e);
            return Answer.problem(500, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
        try {
            threads.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
