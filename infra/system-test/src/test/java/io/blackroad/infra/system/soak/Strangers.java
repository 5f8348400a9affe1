package io.blackroad.infra.system.soak;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/** Facts of agents that nobody has heard of, each of another one, in batches. */
public final class Strangers {
    private static final int BATCH = 500;
    private static final int IN_FLIGHT = 8;
    private static final double NANOS = 1e9;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI events;
    private final Map<Integer, Integer> answers = new TreeMap<>();
    private final Semaphore free = new Semaphore(IN_FLIGHT);
    private int sent;

    public Strangers(URI server) {
        events = server.resolve("/v1/events");
    }

    /** So many ids a second, for a time. */
    public void come(double perSecond, Duration time) throws InterruptedException {
        long began = System.nanoTime();
        while (System.nanoTime() - began < time.toNanos()) {
            free.acquire();
            post();
            double due = sent / perSecond;
            while ((System.nanoTime() - began) / NANOS < due) {
                LockSupport.parkNanos(1_000_000);
            }
        }
        free.acquire(IN_FLIGHT);
        free.release(IN_FLIGHT);
    }

    private void post() {
        StringBuilder body = new StringBuilder(90 * BATCH);
        for (int i = 0; i < BATCH; i++) {
            body.append("{\"type\":\"metric-sampled\",\"agentId\":\"stranger-")
                    .append(sent++)
                    .append("\",\"cpuUsedMillis\":1}\n");
        }
        HttpRequest request = HttpRequest.newBuilder(events)
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(body.toString()))
                .build();
        var unused = http.sendAsync(request, BodyHandlers.discarding()).handle((answer, error) -> {
            count(error == null ? answer.statusCode() : 0);
            free.release();
            return error instanceof IOException;
        });
    }

    private synchronized void count(int status) {
        answers.merge(status, 1, Integer::sum);
    }

    /** Ids that were sent. */
    public int sent() {
        return sent;
    }

    /** Batches by the status of their answer; 0 stands for none. */
    public synchronized Map<Integer, Integer> answers() {
        return new TreeMap<>(answers);
    }
}
