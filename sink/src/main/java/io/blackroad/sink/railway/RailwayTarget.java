package io.blackroad.sink.railway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blackroad.client.http.JsonHttp;
import io.blackroad.client.http.JsonReply;
import io.blackroad.sink.controller.ApplyAnswer;
import io.blackroad.sink.controller.Order;
import io.blackroad.sink.controller.ReplicaCount;
import io.blackroad.sink.controller.ReplicaTarget;
import io.blackroad.sink.controller.Survey;
import io.blackroad.sink.controller.TargetId;
import java.net.http.HttpRequest;

/**
 * Services at Railway. Replicas and the decision go into the environment's configuration as one committed change: the
 * replicas of the service's region, and variables of the service that carry sequence and replicas. The API has no condition
 * for a change, so two controllers of one service are only seen and reported: run one.
 */
public final class RailwayTarget implements ReplicaTarget {
    /** Variables of the service; each is a contract. */
    static final String SEQUENCE = "BLACKROAD_DECISION_SEQUENCE";

    static final String REPLICAS = "BLACKROAD_DECISION_REPLICAS";

    private static final String READ =
            "query($environmentId: String!) { environment(id: $environmentId) { config(decryptVariables: true) } }";
    private static final String COMMIT = "mutation($environmentId: String!, $patch: EnvironmentConfig!, "
            + "$commitMessage: String) { environmentPatchCommit(environmentId: $environmentId, patch: $patch, "
            + "commitMessage: $commitMessage) }";

    private final RailwayConfig config;
    private final JsonHttp http;

    public RailwayTarget(RailwayConfig config) {
        this.config = config;
        this.http = new JsonHttp(config.timeout());
    }

    @Override
    public Survey survey() {
        JsonNode environment = read();
        return Survey.of(config.services().keySet(), id -> count(id, environment));
    }

    @Override
    public ReplicaCount observe(TargetId id) {
        return count(id, read());
    }

    @Override
    public ApplyAnswer apply(Order order, ReplicaCount seen) {
        RailwayService service = config.services().get(order.target());
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        ObjectNode changed = patch.putObject("services").putObject(service.id());
        changed.putObject("deploy")
                .putObject("multiRegionConfig")
                .putObject(service.region())
                .put("numReplicas", order.replicas());
        ObjectNode variables = changed.putObject("variables");
        variables.putObject(SEQUENCE).put("value", Long.toString(order.sequence()));
        variables.putObject(REPLICAS).put("value", Integer.toString(order.replicas()));
        ObjectNode given = JsonNodeFactory.instance
                .objectNode()
                .put("environmentId", config.environment())
                .put("commitMessage", order.decisionId() + ": " + order.reason());
        given.set("patch", patch);
        return answer(ask(COMMIT, given), order, seen);
    }

    private static ApplyAnswer answer(JsonReply reply, Order order, ReplicaCount seen) {
        if (reply.mayPass()) {
            return ApplyAnswer.failed(problem(reply), reply.retryAfter());
        }
        if (!reply.isSuccess()) {
            return ApplyAnswer.refused(problem(reply));
        }
        if (reply.body().has("errors")) {
            return ApplyAnswer.failed(problem(reply));
        }
        return seen.told() == order.replicas() ? ApplyAnswer.noOp() : ApplyAnswer.applied();
    }

    private JsonNode read() {
        ObjectNode given = JsonNodeFactory.instance.objectNode().put("environmentId", config.environment());
        JsonReply reply = ask(READ, given);
        JsonNode found = reply.body().path("data").path("environment").path("config");
        if (!reply.isSuccess() || !found.isObject()) {
            throw new IllegalStateException("environment " + config.environment() + " cannot be read at " + config.url()
                    + ": " + problem(reply));
        }
        return found;
    }

    /** The API tells replicas that are wanted, not those that are ready: they count as ready. */
    private ReplicaCount count(TargetId id, JsonNode environment) {
        RailwayService service = config.services().get(id);
        JsonNode found = environment.path("services").path(service.id());
        if (found.isMissingNode()) {
            throw new IllegalStateException(
                    "there is no service " + service.id() + " in environment " + config.environment());
        }
        JsonNode region = found.path("deploy").path("multiRegionConfig").path(service.region());
        if (!region.path("numReplicas").isInt()) {
            throw new IllegalStateException("service " + service.id() + " does not run in region " + service.region()
                    + "; add the region at Railway first");
        }
        int replicas = region.path("numReplicas").asInt();
        JsonNode variables = found.path("variables");
        long sequence = variables.path(SEQUENCE).path("value").asLong(0);
        int decided = variables.path(REPLICAS).path("value").asInt(ReplicaCount.NOT_KEPT);
        return new ReplicaCount(replicas, replicas, sequence, decided);
    }

    private JsonReply ask(String query, ObjectNode variables) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("query", query);
        body.set("variables", variables);
        return http.send(HttpRequest.newBuilder(config.url())
                .header("Content-Type", "application/json")
                .header("Project-Access-Token", config.token())
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build());
    }

    private static String problem(JsonReply reply) {
        return reply.body().path("errors").path(0).path("message").asText("status " + reply.status());
    }
}
