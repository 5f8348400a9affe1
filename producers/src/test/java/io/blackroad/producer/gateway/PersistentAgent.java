package io.blackroad.producer.gateway;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** An agent that posts one task after another and tries each with the same event id until it is told 202. */
final class PersistentAgent implements Runnable {
    private static final long RETRY_MILLIS = 100;

    /** Task ids that were answered 202. */
    final Set<String> stored = ConcurrentHashMap.newKeySet();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI events;
    private final String id;
    private volatile boolean stopping;

    PersistentAgent(URI base, String id) {
        this.events = base.resolve("/v1/events");
        this.id = id;
    }

    void stop() {
        stopping = true;
    }

    @Override
    public void run() {
        for (int n = 0; !stopping; n++) {
            String task = id + "-" + n;
            while (!post(task)) {
                try {
                    Thread.sleep(RETRY_MILLIS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
            stored.add(task);
        }
    }

    private boolean post(String task) {
        String fact = "{\"type\":\"task-changed\",\"agentId\":\"" + id + "\",\"taskId\":\"" + task
                + "\",\"change\":\"completed\",\"eventId\":\"" + task + "\"}";
        try {
            HttpRequest request = HttpRequest.newBuilder(events)
                    .timeout(Duration.ofSeconds(15))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(fact))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 202;
        } catch (java.io.IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
