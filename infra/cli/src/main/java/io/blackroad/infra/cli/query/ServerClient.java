package io.blackroad.infra.cli.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.blackroad.access.OwnToken;
import io.blackroad.infra.cli.CommandFailure;
import io.blackroad.infra.cli.config.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Asks the HTTP interface. Every failure says what was asked of whom and what to do. */
public final class ServerClient {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(15);
    private static final int UNAUTHORIZED = 401;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();
    private final URI server;
    private final OwnToken token;
    private final Duration patience;

    /** @param token what it is shown */
    public ServerClient(URI server, OwnToken token) {
        this(server, token, ANSWER);
    }

    private ServerClient(URI server, OwnToken token, Duration patience) {
        this.server = server;
        this.token = token;
        this.patience = patience;
    }

    /** A client of the server that the settings name. */
    public static ServerClient of(Settings settings) {
        return of(settings, ANSWER);
    }

    /** @param patience how long an answer may take */
    public static ServerClient of(Settings settings, Duration patience) {
        return new ServerClient(settings.serverUrl(), settings.access().own(), patience);
    }

    /** An answer, whatever its status. */
    public record Answer(int status, JsonNode body) {
        public boolean isOk() {
            return status == 200;
        }

        /** What a problem says of itself, in one line. */
        public String problem() {
            if (status == UNAUTHORIZED) {
                return "the server asks for a token: name the file that holds it with --token FILE, or set BLACKROAD_TOKEN ("
                        + body.path("detail").asText("") + ")";
            }
            String title = body.path("title").asText("");
            String detail = body.path("detail").asText("");
            String both = title.isEmpty() || detail.isEmpty() ? title + detail : title + ": " + detail;
            return both.isEmpty() ? "HTTP status " + status : both;
        }
    }

    /** Whom it asks. */
    public URI server() {
        return server;
    }

    /**
     * The body of a good answer.
     *
     * @param path segments are encoded by {@link #segment}
     * @throws CommandFailure if there is no answer or another one; its message is the problem's own
     */
    public JsonNode get(String path, Map<String, String> query) {
        Answer answer = ask(path, query);
        if (!answer.isOk()) {
            throw new CommandFailure(answer.problem());
        }
        return answer.body();
    }

    /**
     * The answer, good or not.
     *
     * @throws CommandFailure if there is none, or it is no JSON
     */
    public Answer ask(String path, Map<String, String> query) {
        URI uri = URI.create(withoutSlash(server.toString()) + path + encoded(query));
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(patience);
            authorization().ifPresent(shown -> request.header("Authorization", shown));
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), JSON.readTree(response.body()));
        } catch (JsonProcessingException e) {
            throw new CommandFailure(
                    server + " answered " + path + " with something that is no JSON: is it BlackRoad? "
                            + "Name the right one with --server URL",
                    e);
        } catch (IOException e) {
            throw new CommandFailure(
                    "no answer from " + server + " (" + reason(e) + "): start it with ./scale.sh up, "
                            + "or name another with --server URL",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("interrupted while waiting for " + server, e);
        }
    }

    private Optional<String> authorization() {
        try {
            return token.authorization();
        } catch (IllegalStateException e) {
            throw new CommandFailure(e.getMessage(), e);
        }
    }

    /** A path segment, encoded. */
    public static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String encoded(Map<String, String> query) {
        if (query.isEmpty()) {
            return "";
        }
        return new TreeMap<>(query)
                .entrySet().stream()
                        .map(entry ->
                                entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&", "?", ""));
    }

    private static String withoutSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
