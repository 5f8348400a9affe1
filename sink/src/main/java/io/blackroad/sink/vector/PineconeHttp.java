package io.blackroad.sink.vector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/**
 * Requests to Pinecone: https://docs.pinecone.io/reference/api/2025-10/data-plane. All of them may be repeated, so those that are
 * answered 429 or 5xx, or not at all, are.
 */
final class PineconeHttp {
    static final String VERSION_HEADER = "X-Pinecone-Api-Version";
    static final String VERSION = "2025-10";
    static final String KEY_HEADER = "Api-Key";

    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PineconeConfig config;
    private final HttpClient http;
    private final Wait wait;

    /** Waits between two attempts. */
    interface Wait {
        void before(Duration next) throws InterruptedException;
    }

    PineconeHttp(PineconeConfig config, Wait wait) {
        this.config = config;
        this.wait = wait;
        this.http = HttpClient.newBuilder().connectTimeout(config.timeout()).build();
    }

    /**
     * The answer's body; empty where there is nothing of that name.
     *
     * @throws VectorException if it is refused, or fails each time
     */
    Optional<JsonNode> post(String path, JsonNode body) {
        HttpRequest request = request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))
                .build();
        HttpResponse<String> answer = send(request);
        if (answer.statusCode() == NOT_FOUND) {
            return Optional.empty();
        }
        if (answer.statusCode() / 100 != 2) {
            throw new VectorException(request.method() + " " + request.uri() + " was refused: " + told(answer)
                    + advice(answer.statusCode()));
        }
        return Optional.of(parsed(request, answer.body()));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(withoutSlash(config.host().toString()) + path))
                .timeout(config.timeout())
                .header("Accept", "application/json")
                .header(VERSION_HEADER, VERSION);
        return config.apiKey().isEmpty() ? request : request.header(KEY_HEADER, config.apiKey());
    }

    private HttpResponse<String> send(HttpRequest request) {
        String last = "";
        Exception cause = null;
        for (int attempt = 1; attempt <= config.attempts(); attempt++) {
            Duration pause = pauseAfter(attempt);
            try {
                HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
                if (answer.statusCode() != TOO_MANY && answer.statusCode() < SERVER_ERROR) {
                    return answer;
                }
                last = told(answer);
                pause = retryAfter(answer).orElse(pause);
            } catch (IOException e) {
                last = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
                cause = e;
            } catch (InterruptedException e) {
                throw interrupted(request, e);
            }
            if (attempt < config.attempts()) {
                pause(request, pause);
            }
        }
        throw new VectorException(
                request.method() + " " + request.uri() + " failed " + config.attempts() + " times, the last time: "
                        + last,
                cause);
    }

    private Duration pauseAfter(int attempt) {
        Duration pause = config.firstWait().multipliedBy(1L << Math.min(attempt - 1, 16));
        return pause.compareTo(LONGEST_WAIT) < 0 ? pause : LONGEST_WAIT;
    }

    private static Optional<Duration> retryAfter(HttpResponse<String> answer) {
        return answer.headers()
                .firstValue("Retry-After")
                .filter(seconds -> seconds.matches("[0-9]{1,4}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .map(asked -> asked.compareTo(LONGEST_WAIT) < 0 ? asked : LONGEST_WAIT);
    }

    private void pause(HttpRequest request, Duration duration) {
        try {
            wait.before(duration);
        } catch (InterruptedException e) {
            throw interrupted(request, e);
        }
    }

    private static VectorException interrupted(HttpRequest request, InterruptedException e) {
        Thread.currentThread().interrupt();
        return new VectorException("interrupted while waiting for " + request.uri(), e);
    }

    private static JsonNode parsed(HttpRequest request, String body) {
        try {
            return JSON.readTree(body.isEmpty() ? "{}" : body);
        } catch (JsonProcessingException e) {
            throw new VectorException(
                    request.uri() + " answered with something that is no JSON: is it the host of an index?", e);
        }
    }

    /** Errors are {@code {"code": 3, "message": "...", "details": []}}, some plain text. */
    private static String told(HttpResponse<String> answer) {
        JsonNode body;
        try {
            body = JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            body = MissingNode.getInstance();
        }
        String message = body.path("message").asText(answer.body());
        return answer.statusCode() + " " + (message.length() > 300 ? message.substring(0, 300) + "..." : message);
    }

    private static String advice(int status) {
        return switch (status) {
            case 401, 403 -> "; check the API key";
            case 402 -> "; check the account";
            default -> "";
        };
    }

    private static String withoutSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
}
