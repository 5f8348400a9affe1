package io.blackroad.sink.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A receiver of the user's: a POST carries each decision, a GET asks what runs. The receiver keeps the sequence and
 * refuses one that is not above it with status 409, which is what makes a decision land once; the id of a decision is the
 * request's, so that one sent again after a timeout is known.
 */
public final class WebhookTarget implements ReplicaTarget {
    private static final int CONFLICT = 409;

    private final WebhookConfig config;
    private final WebhookSignature signature;
    private final JsonHttp http;
    private final InstantSource clock;

    public WebhookTarget(WebhookConfig config, InstantSource clock) {
        this.config = config;
        this.signature = new WebhookSignature(config.secrets());
        this.http = new JsonHttp(config.timeout());
        this.clock = clock;
    }

    @Override
    public Survey survey() {
        return Survey.of(config.targets(), this::observe);
    }

    @Override
    public ReplicaCount observe(TargetId id) {
        URI asked = URI.create(config.url() + "?region=" + URLEncoder.encode(id.region(), UTF_8) + "&service="
                + URLEncoder.encode(id.service(), UTF_8));
        JsonReply reply =
                http.send(signed("observe-" + id.key(), asked, "").GET().build());
        if (!reply.isSuccess()) {
            throw new IllegalStateException("GET " + asked + " was answered with status " + reply.status());
        }
        int told = number(reply.body(), "replicas", asked);
        int ready = reply.body().path("ready").asInt(told);
        long sequence = reply.body().path("sequence").asLong(0);
        int decided = reply.body().path("decided").asInt(ReplicaCount.NOT_KEPT);
        return new ReplicaCount(told, ready, sequence, decided);
    }

    @Override
    public ApplyAnswer apply(Order order, ReplicaCount seen) {
        String body = body(order);
        JsonReply reply = http.send(signed(order.decisionId(), config.url(), body)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", order.decisionId())
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
        return answer(reply);
    }

    private static ApplyAnswer answer(JsonReply reply) {
        String reason = reply.body().path("reason").asText("status " + reply.status());
        if (reply.mayPass()) {
            return ApplyAnswer.failed(reason, reply.retryAfter());
        }
        if (!reply.isSuccess()) {
            return ApplyAnswer.refused(reply.status() == CONFLICT ? "the receiver is ahead: " + reason : reason);
        }
        String outcome = reply.body().path("outcome").asText("applied");
        return switch (outcome) {
            case "applied" -> ApplyAnswer.applied();
            case "no-op" -> ApplyAnswer.noOp();
            case "refused" -> ApplyAnswer.refused(reason);
            case "failed" -> ApplyAnswer.failed(reason, reply.retryAfter());
            default ->
                ApplyAnswer.refused(
                        "the receiver answered with outcome " + outcome + "; it is applied, no-op, refused or failed");
        };
    }

    private HttpRequest.Builder signed(String id, URI uri, String body) {
        Instant now = clock.instant();
        return HttpRequest.newBuilder(uri)
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(now.getEpochSecond()))
                .header("webhook-signature", signature.of(id, now, body));
    }

    private static String body(Order order) {
        ObjectNode sent = JsonNodeFactory.instance.objectNode();
        sent.put("type", "scale.decided");
        sent.put("timestamp", order.evidenceAt().toString());
        sent.putObject("data")
                .put("decisionId", order.decisionId())
                .put("region", order.target().region())
                .put("service", order.target().service())
                .put("sequence", order.sequence())
                .put("fromReplicas", order.fromReplicas())
                .put("replicas", order.replicas())
                .put("validUntil", order.validUntil().toString())
                .put("reason", order.reason());
        return sent.toString();
    }

    private static int number(JsonNode body, String field, URI asked) {
        JsonNode found = body.path(field);
        if (!found.isInt() || found.asInt() < 0) {
            throw new IllegalStateException("GET " + asked + " was answered without the number " + field);
        }
        return found.asInt();
    }
}
