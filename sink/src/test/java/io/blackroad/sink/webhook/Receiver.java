package io.blackroad.sink.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.blackroad.sink.controller.Outside;
import io.blackroad.sink.controller.ReplicaCount;
import io.blackroad.sink.controller.ReplicaTarget;
import io.blackroad.sink.controller.ScriptedProxy.Request;
import io.blackroad.sink.controller.TargetId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** A receiver as a user would write it, standing in for theirs: it checks signature and age, and keeps the sequence. */
final class Receiver implements Outside {
    static final String SECRET = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
    private static final Duration OLDEST = Duration.ofMinutes(5);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<TargetId, ReplicaCount> counts = new HashMap<>();
    private final List<Write> writes = new ArrayList<>();
    private final List<Integer> statuses = new ArrayList<>();
    private final HttpServer server;

    /** As the tests open it. */
    public static final class Opened implements Adapter {
        @Override
        public ReplicaTarget open(URI api, Set<TargetId> ids) {
            return new WebhookTarget(
                    new WebhookConfig(api, List.of(SECRET), ids, Duration.ofSeconds(1)), Clock.systemUTC());
        }
    }

    Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            Object[] answer = isGenuine(exchange, body) ? answer(exchange, body) : new Object[] {401, "{}"};
            byte[] bytes = answer[1].toString().getBytes(UTF_8);
            exchange.sendResponseHeaders((int) answer[0], bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static boolean isGenuine(HttpExchange exchange, String body) {
        String id = exchange.getRequestHeaders().getFirst("webhook-id");
        Instant at = Instant.ofEpochSecond(
                Long.parseLong(exchange.getRequestHeaders().getFirst("webhook-timestamp")));
        String signature = exchange.getRequestHeaders().getFirst("webhook-signature");
        boolean fresh = Duration.between(at, Instant.now()).abs().compareTo(OLDEST) < 0;
        return fresh && new WebhookSignature(List.of(SECRET)).of(id, at, body).equals(signature);
    }

    private synchronized Object[] answer(HttpExchange exchange, String body) throws IOException {
        Object[] answer = exchange.getRequestMethod().equals("GET")
                ? observed(exchange.getRequestURI().getRawQuery())
                : decided(JSON.readTree(body).path("data"));
        if (exchange.getRequestMethod().equals("POST")) {
            statuses.add((int) answer[0]);
        }
        return answer;
    }

    private Object[] observed(String query) {
        Map<String, String> asked = new HashMap<>();
        for (String part : query.split("&")) {
            asked.put(part.split("=")[0], URLDecoder.decode(part.split("=")[1], UTF_8));
        }
        ReplicaCount count = counts.get(new TargetId(asked.get("region"), asked.get("service")));
        return new Object[] {
            count == null ? 404 : 200,
            count == null
                    ? "{}"
                    : JSON.createObjectNode()
                            .put("replicas", count.told())
                            .put("ready", count.ready())
                            .put("sequence", count.sequence())
                            .put("decided", count.decided())
        };
    }

    private Object[] decided(JsonNode decision) {
        TargetId id = new TargetId(
                decision.path("region").asText(), decision.path("service").asText());
        long sequence = decision.path("sequence").asLong();
        int replicas = decision.path("replicas").asInt();
        if (sequence <= counts.get(id).sequence()) {
            return new Object[] {409, "{\"reason\":\"decision " + counts.get(id).sequence() + " stands\"}"};
        }
        counts.put(id, new ReplicaCount(replicas, replicas, sequence, replicas));
        writes.add(new Write(id, sequence, replicas));
        return new Object[] {200, "{\"outcome\":\"applied\"}"};
    }

    synchronized List<Integer> statuses() {
        return List.copyOf(statuses);
    }

    @Override
    public Class<? extends Adapter> adapter() {
        return Opened.class;
    }

    @Override
    public Fencing fencing() {
        return Fencing.REFUSED_BY_API;
    }

    @Override
    public URI api() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/scale");
    }

    @Override
    public Predicate<Request> decisionWrites() {
        return request -> request.method().equals("POST");
    }

    @Override
    public Predicate<Request> about(TargetId id) {
        String service = "\"service\":\"" + id.service() + "\"";
        return request -> request.body().contains(service) || request.path().endsWith("service=" + id.service());
    }

    @Override
    public synchronized void add(TargetId id, int replicas) {
        counts.put(id, new ReplicaCount(replicas, replicas, 0));
    }

    @Override
    public synchronized void changeByOthers(TargetId id, int replicas) {
        ReplicaCount was = counts.get(id);
        counts.put(id, new ReplicaCount(replicas, replicas, was.sequence(), was.decided()));
    }

    @Override
    public synchronized int replicas(TargetId id) {
        return counts.get(id).told();
    }

    @Override
    public synchronized long sequence(TargetId id) {
        return counts.get(id).sequence();
    }

    @Override
    public synchronized List<Write> writes(TargetId id) {
        return writes.stream().filter(write -> write.target().equals(id)).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
