package io.blackroad.sink.railway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.blackroad.sink.controller.Outside;
import io.blackroad.sink.controller.ReplicaTarget;
import io.blackroad.sink.controller.ScriptedProxy.Request;
import io.blackroad.sink.controller.TargetId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Stands in for Railway's API, which cannot be had: one environment, whose configuration is read, and patched by a merge as
 * the documentation says. It knows the two operations of the adapter by their names and their variables alone.
 */
final class RailwayStandIn implements Outside {
    static final String TOKEN = "project-token";
    static final String ENVIRONMENT = "env-1";
    static final String REGION = "us-east4-eqdc4a";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode services = JSON.createObjectNode();
    private final List<Write> writes = new ArrayList<>();
    private final Map<String, TargetId> targets = new HashMap<>();
    private final List<String> messages = new ArrayList<>();
    private final HttpServer server;

    /** As the tests open it. */
    public static final class Opened implements Adapter {
        @Override
        public ReplicaTarget open(URI api, Set<TargetId> ids) {
            return RailwayStandIn.target(api, TOKEN, ids);
        }
    }

    RailwayStandIn() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/graphql/v2", this::handle);
        server.start();
    }

    static RailwayTarget target(URI api, String token, Set<TargetId> ids) {
        Map<TargetId, RailwayService> named = new HashMap<>();
        ids.forEach(id -> named.put(id, new RailwayService(service(id), REGION)));
        return new RailwayTarget(new RailwayConfig(api, token, ENVIRONMENT, named, Duration.ofSeconds(1)));
    }

    static String service(TargetId id) {
        return "service-" + id.service();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode asked = JSON.readTree(exchange.getRequestBody().readAllBytes());
            boolean known = TOKEN.equals(exchange.getRequestHeaders().getFirst("Project-Access-Token"));
            byte[] body = JSON.writeValueAsBytes(known ? answer(asked) : error("Not Authorized"));
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private synchronized ObjectNode answer(JsonNode asked) throws IOException {
        String query = asked.path("query").asText();
        JsonNode variables = asked.path("variables");
        if (!variables.path("environmentId").asText().equals(ENVIRONMENT)) {
            return error("Environment not found");
        }
        ObjectNode answer = JSON.createObjectNode();
        if (query.startsWith("query(") && query.contains("config(")) {
            answer.putObject("data")
                    .putObject("environment")
                    .putObject("config")
                    .set("services", services.deepCopy());
            return answer;
        }
        if (!query.contains("environmentPatchCommit(")) {
            return error("Cannot query this field");
        }
        merge(services, variables.path("patch").path("services"));
        messages.add(variables.path("commitMessage").asText());
        variables.path("patch").path("services").properties().forEach(this::note);
        answer.putObject("data").put("environmentPatchCommit", "patch-" + messages.size());
        return answer;
    }

    private static void merge(ObjectNode into, JsonNode patch) {
        patch.properties().forEach(field -> {
            if (field.getValue().isObject() && into.path(field.getKey()).isObject()) {
                merge((ObjectNode) into.get(field.getKey()), field.getValue());
            } else {
                into.set(field.getKey(), field.getValue());
            }
        });
    }

    private void note(Map.Entry<String, JsonNode> changed) {
        JsonNode sequence = changed.getValue().path("variables").path("BLACKROAD_DECISION_SEQUENCE");
        if (!sequence.isMissingNode()) {
            TargetId id = targets.get(changed.getKey());
            writes.add(new Write(id, sequence.path("value").asLong(), replicas(id)));
        }
    }

    private static ObjectNode error(String message) {
        ObjectNode answer = JSON.createObjectNode();
        answer.putArray("errors").addObject().put("message", message);
        return answer;
    }

    private ObjectNode region(TargetId id) {
        return (ObjectNode) services.at("/" + service(id) + "/deploy/multiRegionConfig/" + REGION);
    }

    synchronized List<String> messages() {
        return List.copyOf(messages);
    }

    @Override
    public Class<? extends Adapter> adapter() {
        return Opened.class;
    }

    @Override
    public Fencing fencing() {
        return Fencing.SEEN_AND_REPORTED;
    }

    @Override
    public URI api() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/graphql/v2");
    }

    @Override
    public Predicate<Request> decisionWrites() {
        return request -> request.body().contains("environmentPatchCommit");
    }

    @Override
    public Predicate<Request> about(TargetId id) {
        return request -> request.body().contains('"' + service(id) + '"');
    }

    @Override
    public synchronized void add(TargetId id, int replicas) {
        targets.put(service(id), id);
        services.putObject(service(id))
                .putObject("deploy")
                .putObject("multiRegionConfig")
                .putObject(REGION)
                .put("numReplicas", replicas);
    }

    @Override
    public synchronized void changeByOthers(TargetId id, int replicas) {
        region(id).put("numReplicas", replicas);
    }

    @Override
    public synchronized int replicas(TargetId id) {
        return region(id).path("numReplicas").asInt();
    }

    @Override
    public synchronized long sequence(TargetId id) {
        return services.at("/" + service(id) + "/variables/BLACKROAD_DECISION_SEQUENCE/value")
                .asLong(0);
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
