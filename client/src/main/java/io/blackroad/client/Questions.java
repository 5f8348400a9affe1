package io.blackroad.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.blackroad.client.http.JsonHttp;
import io.blackroad.client.http.JsonReply;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Asks a server, and asks again while it says that it will answer later (503, 429 and the like) or says nothing, as long as
 * the patience lasts. Every question is a GET, so asking twice does no harm.
 */
final class Questions {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final FleetClientConfig config;
    private final JsonHttp http;
    private final Waiting waiting;

    Questions(FleetClientConfig config, Waiting waiting) {
        this.config = config;
        this.http = new JsonHttp(config.answerTimeout());
        this.waiting = waiting;
    }

    /** A path segment, encoded. */
    static String segment(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("an id is empty");
        }
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    /**
     * The answer: a good one, or one that says that there is no such thing (404).
     *
     * @throws FleetProblemException if there is another one
     * @throws FleetException if there is none, or it is no JSON
     */
    JsonReply ask(String path, Map<String, String> parameters) {
        URI uri = URI.create(base() + path + query(parameters));
        long end = waiting.nanos() + config.patience().toNanos();
        Duration pause = FIRST_PAUSE;
        while (true) {
            FleetException failure;
            Duration wanted = Duration.ZERO;
            try {
                JsonReply reply = http.send(request(uri));
                if (reply.isSuccess() || reply.status() == 404) {
                    return readable(uri, reply);
                }
                failure = problem(uri, reply);
                wanted = reply.retryAfter();
                if (!reply.mayPass()) {
                    throw failure;
                }
            } catch (UncheckedIOException e) {
                failure = new FleetException(e.getCause().getMessage() + "; is it up?", e);
                if (Thread.currentThread().isInterrupted()) {
                    throw failure;
                }
            }
            Duration next = wanted.compareTo(pause) > 0 ? wanted : pause;
            if (waiting.nanos() + next.toNanos() > end) {
                throw failure;
            }
            pause(next, failure);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private HttpRequest request(URI uri) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Accept", "application/json");
        String token = config.token().get();
        if (token != null && !token.isBlank()) {
            request.header("Authorization", "Bearer " + token.strip());
        }
        return request.build();
    }

    private static JsonReply readable(URI uri, JsonReply reply) {
        if (reply.body().isMissingNode()) {
            throw new FleetException(uri + " answers with something that is no JSON: is it BlackRoad?");
        }
        return reply;
    }

    private static FleetProblemException problem(URI uri, JsonReply reply) {
        JsonNode body = reply.body();
        String title = body.path("title").asText("");
        String detail = body.path("detail").asText("");
        return new FleetProblemException(
                reply.status(),
                body.path("type").asText(""),
                "GET " + uri + " is answered with " + reply.status() + (title.isEmpty() ? "" : ", " + title)
                        + (detail.isEmpty() ? "" : ": " + detail));
    }

    private void pause(Duration time, FleetException failure) {
        try {
            waiting.pause(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }

    private String base() {
        String server = config.server().toString();
        return server.endsWith("/") ? server.substring(0, server.length() - 1) : server;
    }

    private static String query(Map<String, String> parameters) {
        return parameters.isEmpty()
                ? ""
                : new TreeMap<>(parameters)
                        .entrySet().stream()
                                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), UTF_8))
                                .collect(Collectors.joining("&", "?", ""));
    }
}
