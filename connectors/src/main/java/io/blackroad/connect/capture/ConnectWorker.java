package io.blackroad.connect.capture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The connector of the control database on a Connect worker, by the worker's REST interface. */
public final class ConnectWorker {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CALL_LIMIT = Duration.ofSeconds(90);
    private static final Duration REBALANCE_LIMIT = Duration.ofSeconds(60);
    private static final List<String> LSN_FIELDS = List.of("lsn", "lsn_proc", "lsn_commit");
    private static final int CONFLICT = 409;
    private static final int NOT_FOUND = 404;
    private static final int ERRORS = 400;

    private final URI url;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /** @param url as in {@code http://127.0.0.1:8083} */
    public ConnectWorker(URI url) {
        this.url = url;
    }

    /**
     * Gives the worker the connector, or the connector other settings.
     *
     * @throws CaptureException if the worker cannot be reached or finds something wrong with them
     */
    public void put(Map<String, String> settings) {
        try {
            call("PUT", "/config", JSON.writeValueAsString(settings));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** How the connector is now. */
    public ConnectorState state() {
        HttpResponse<String> answer = send(request("/status").GET().build());
        if (answer.statusCode() == NOT_FOUND) {
            return ConnectorState.MISSING;
        }
        try {
            return ConnectorState.of(JSON.readTree(checked(answer)));
        } catch (JsonProcessingException e) {
            throw new CaptureException(url + " answers something that is no JSON: " + answer.body(), e);
        }
    }

    /** How far the log was read, by what the worker has stored with the rows; empty before the first row. */
    OptionalLong readLsn() {
        HttpResponse<String> answer = send(request("/offsets").GET().build());
        if (answer.statusCode() == NOT_FOUND) {
            return OptionalLong.empty();
        }
        try {
            JsonNode offset =
                    JSON.readTree(checked(answer)).path("offsets").path(0).path("offset");
            return LSN_FIELDS.stream()
                    .map(offset::path)
                    .filter(JsonNode::isNumber)
                    .mapToLong(JsonNode::asLong)
                    .max();
        } catch (JsonProcessingException e) {
            throw new CaptureException(url + " answers something that is no JSON: " + answer.body(), e);
        }
    }

    /** Ends its task; its settings and offsets stay. */
    void stop() {
        call("PUT", "/stop", "");
    }

    /** Starts it again after {@link #stop}. */
    void resume() {
        call("PUT", "/resume", "");
    }

    /** Starts it and its task anew, as after a failure. */
    public void restart() {
        call("POST", "/restart?includeTasks=true", "");
    }

    /** Forgets how far the log was read: the next start takes a snapshot. Only while stopped. */
    void forgetOffsets() {
        call("DELETE", "/offsets", "");
    }

    private void call(String method, String path, String body) {
        HttpRequest request = request(path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        long end = System.nanoTime() + REBALANCE_LIMIT.toNanos();
        HttpResponse<String> answer = send(request);
        // The worker is busy with itself and says so; nothing has happened.
        while (answer.statusCode() == CONFLICT && System.nanoTime() < end) {
            Waiting.brief();
            answer = send(request);
        }
        checked(answer);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + "/connectors/" + ControlConnector.NAME + path))
                .timeout(CALL_LIMIT);
    }

    private static String checked(HttpResponse<String> answer) {
        if (answer.statusCode() >= ERRORS) {
            throw new CaptureException(answer.uri() + " answers " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new CaptureException("the Connect worker at " + url + " does not answer (" + e + "); is it up?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CaptureException("interrupted while waiting for " + url, e);
        }
    }
}
