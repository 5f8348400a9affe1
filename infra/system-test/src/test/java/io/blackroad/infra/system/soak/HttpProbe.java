package io.blackroad.infra.system.soak;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks a server a question at a time, and posts a fact at a time. */
public final class HttpProbe {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final URI base;

    public HttpProbe(URI base) {
        this.base = base;
    }

    /** 0 when nobody answers. */
    public int status(String path) {
        try {
            return send(HttpRequest.newBuilder(base.resolve(path))).statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    /** The body of an answer. */
    public String get(String path) {
        try {
            return send(HttpRequest.newBuilder(base.resolve(path))).body();
        } catch (IOException e) {
            throw new IllegalStateException(base + " does not answer: " + e, e);
        }
    }

    /** The status of the answer; 0 without one. */
    public int post(String fact) {
        try {
            return send(HttpRequest.newBuilder(base.resolve("/v1/events"))
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(fact)))
                    .statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    /** The value of one series; 0 where it is not shown. */
    public double metric(String series) {
        return get("/metrics")
                .lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElse(0);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking", e);
        }
    }
}
