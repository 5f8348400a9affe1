package io.blackroad.infra.system.part;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.blackroad.infra.stack.FreePort;
import io.blackroad.schema.InMemoryRegistry;
import io.blackroad.schema.SchemaRegistry;
import io.blackroad.schema.UnknownSchemaException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.avro.Schema;

/**
 * As much of a schema registry as processes ask for, without a JVM of its own. What it knows stays known while it is
 * down, and it can be slow or answer nonsense.
 */
public final class RegistryStandIn implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SUBJECTS = "/subjects/";
    private static final String IDS = "/schemas/ids/";
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    /** How it behaves. */
    public enum Mood {
        WELL,
        /** Every answer takes a second and a half. */
        SLOW,
        /** Every answer is a page of somebody else's. */
        WRONG,
        /** 503. */
        FAILING
    }

    private final InMemoryRegistry schemas = new InMemoryRegistry();
    private final int port = FreePort.find();
    private HttpServer server;
    private ExecutorService threads;
    private volatile Mood mood = Mood.WELL;
    private final Set<String> failed = ConcurrentHashMap.newKeySet();

    public RegistryStandIn() throws IOException {
        open();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** The same schemas under the same ids, without HTTP. */
    public SchemaRegistry schemas() {
        return schemas;
    }

    public void set(Mood wanted) {
        mood = wanted;
    }

    /** Whether somebody asked for a schema by its id while it was failing. */
    public boolean failedToTell(int id) {
        return failed.contains(IDS + id);
    }

    public void open() throws IOException {
        threads = Executors.newCachedThreadPool();
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 50);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            switch (mood) {
                case WELL -> say(exchange);
                case SLOW -> {
                    LockSupport.parkNanos(1_500_000_000L);
                    say(exchange);
                }
                case WRONG -> send(exchange, OK, "<html>a proxy's page</html>");
                case FAILING -> {
                    failed.add(exchange.getRequestURI().getPath());
                    send(exchange, 503, "no database");
                }
            }
        }
    }

    private void say(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String[] parts = path.substring(1).split("/");
        if (exchange.getRequestMethod().equals("POST") && path.startsWith(SUBJECTS)) {
            String schema =
                    JSON.readTree(exchange.getRequestBody()).path("schema").asText();
            String subject = path.substring(SUBJECTS.length(), path.lastIndexOf('/'));
            send(exchange, OK, JSON.writeValueAsString(Map.of("id", schemas.register(subject, parse(schema)))));
        } else if (path.startsWith(IDS)) {
            byId(exchange, Integer.parseInt(path.substring(IDS.length())));
        } else if (path.startsWith(SUBJECTS)) {
            history(exchange, schemas.history(parts[1]), parts);
        } else {
            send(exchange, OK, "[]");
        }
    }

    /** Numbers of the versions of a subject, or one of them. */
    private static void history(HttpExchange exchange, List<Schema> versions, String... parts) throws IOException {
        Object answer = parts.length == 3
                ? IntStream.rangeClosed(1, versions.size()).toArray()
                : Map.of("schema", versions.get(Integer.parseInt(parts[3]) - 1).toString());
        send(exchange, OK, JSON.writeValueAsString(answer));
    }

    private static Schema parse(String schema) {
        return new Schema.Parser().parse(schema);
    }

    private void byId(HttpExchange exchange, int id) throws IOException {
        try {
            send(
                    exchange,
                    OK,
                    JSON.writeValueAsString(Map.of("schema", schemas.byId(id).toString())));
        } catch (UnknownSchemaException e) {
            send(exchange, NOT_FOUND, "{\"error_code\":40403,\"message\":\"Schema not found\"}");
        }
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
