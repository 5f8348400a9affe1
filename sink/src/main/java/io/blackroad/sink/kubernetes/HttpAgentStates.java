package io.blackroad.sink.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.blackroad.sink.controller.TargetId;
import io.blackroad.sink.http.JsonHttp;
import io.blackroad.sink.http.JsonReply;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Asks the HTTP interface of the fleet. An agent runs in the pod that its replica names, or that has its own name. */
final class HttpAgentStates implements AgentStates {
    private static final int PAGE = 1_000;
    private static final int MOST_PAGES = 100;

    private final URI server;
    private final Supplier<Optional<String>> authorization;
    private final JsonHttp http;

    HttpAgentStates(URI server, Supplier<Optional<String>> authorization, JsonHttp http) {
        this.server = server;
        this.authorization = authorization;
        this.http = http;
    }

    @Override
    public Map<String, AgentActivity> byPod(TargetId target) {
        Map<String, AgentActivity> activities = new HashMap<>();
        String cursor = "";
        for (int page = 0; page < MOST_PAGES && cursor != null; page++) {
            JsonNode body = page(target, cursor);
            body.path("items").forEach(agent -> activities.merge(pod(agent), activity(agent), AgentActivity::plus));
            cursor = body.path("next").isTextual() ? body.path("next").asText() : null;
        }
        return activities;
    }

    private JsonNode page(TargetId target, String cursor) {
        String query = "?limit=" + PAGE + "&region=" + URLEncoder.encode(target.region(), UTF_8) + "&service="
                + URLEncoder.encode(target.service(), UTF_8)
                + (cursor.isEmpty() ? "" : "&cursor=" + URLEncoder.encode(cursor, UTF_8));
        URI asked = server.resolve("/v1/agents" + query);
        HttpRequest.Builder request = HttpRequest.newBuilder(asked).GET();
        authorization.get().ifPresent(token -> request.header("Authorization", token));
        JsonReply reply = http.send(request.build());
        if (!reply.isSuccess()) {
            throw new IllegalStateException("GET " + asked + " was answered with status " + reply.status());
        }
        return reply.body();
    }

    private static String pod(JsonNode agent) {
        String replica = agent.path("replica").asText("");
        return replica.isEmpty() ? agent.path("id").asText() : replica;
    }

    private static AgentActivity activity(JsonNode agent) {
        String state = agent.path("state").asText();
        int tasks = agent.path("inFlight").asInt() + agent.path("queued").asInt();
        int work = state.equals("BUSY") ? Math.max(1, tasks) : tasks;
        return new AgentActivity(1, work, state.equals("DRAINING") ? 1 : 0);
    }
}
