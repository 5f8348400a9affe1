package io.blackroad.infra.bench.measure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.blackroad.infra.bench.workload.Sent;
import io.blackroad.topic.Topics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Asks a running instance what became of every fact. */
public final class Balance {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long RETRY_NANOS = 200_000_000;
    private static final int RETRIES = 100;

    private Balance() {}

    /** Where its answer differs from "all were applied, once"; it is asked again while facts are pending. */
    public static List<String> differences(URI server, Sent sent) {
        JsonNode balance = null;
        for (int attempt = 0; attempt < RETRIES; attempt++) {
            balance = ask(server);
            if (balance.path("balanced").asBoolean() && pending(balance) == 0) {
                break;
            }
            LockSupport.parkNanos(RETRY_NANOS);
        }
        return differences(balance, sent);
    }

    private static List<String> differences(JsonNode balance, Sent sent) {
        Differences differences = new Differences();
        if (!balance.path("balanced").asBoolean()) {
            differences.add("the instance's own balance does not close: " + balance);
        }
        for (JsonNode topic : balance.path("topics")) {
            String name = topic.path("topic").asText();
            differences.expect(
                    "applied of " + name,
                    facts(name, sent),
                    topic.path("applied").asLong());
        }
        return differences.found();
    }

    private static long facts(String topic, Sent sent) {
        if (topic.equals(Topics.METRIC_SAMPLED.name())) {
            return sent.metrics();
        }
        if (topic.equals(Topics.TASK_CHANGED.name())) {
            return sent.tasks();
        }
        return topic.equals(Topics.LIFECYCLE_CHANGED.name()) ? sent.lifecycle() : 0;
    }

    private static long pending(JsonNode balance) {
        long pending = 0;
        for (JsonNode topic : balance.path("topics")) {
            pending += topic.path("pending").asLong();
        }
        return pending;
    }

    private static JsonNode ask(URI server) {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(server.resolve("/v1/balance")).build();
            String body = HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofString())
                    .body();
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new IllegalStateException(server + " does not answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking " + server, e);
        }
    }
}
