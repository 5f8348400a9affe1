package io.blackroad.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/**
 * One call to a registry, made again when the registry cannot be reached, answers with an error of its own (5xx) or asks
 * for patience (429). Every call of the protocol may be made twice.
 */
final class RegistryHttp {
    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SHOWN_CHARACTERS = 2_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RegistrySettings settings;
    private final HttpClient client;
    private final String root;

    /** What the registry answered: a status below 500 and a body, missing when it is no JSON. */
    record Answer(int status, JsonNode body, String text) {
        boolean ok() {
            return status / 100 == 2;
        }

        /** The registry's own number for what is wrong; 0 without one. */
        int errorCode() {
            return body.path("error_code").asInt(0);
        }

        /** For messages. */
        @Override
        public String toString() {
            String shown = text.length() > SHOWN_CHARACTERS ? text.substring(0, SHOWN_CHARACTERS) + "..." : text;
            return status + " " + shown;
        }
    }

    RegistryHttp(RegistrySettings settings) {
        this.settings = settings;
        this.root = settings.url().toString().replaceAll("/+$", "");
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(settings.timeout());
        if (settings.tls() != null) {
            builder.sslContext(settings.tls());
        }
        this.client = builder.build();
    }

    Answer get(String path) {
        return call("GET", path, BodyPublishers.noBody());
    }

    Answer send(String method, String path, Map<String, ?> body) {
        try {
            return call(method, path, BodyPublishers.ofString(JSON.writeValueAsString(body)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no JSON can be made of " + body, e);
        }
    }

    /** The address of a call, for messages. */
    String address(String path) {
        return root + path;
    }

    private Answer call(String method, String path, BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root + path))
                .timeout(settings.timeout())
                .header("Accept", MEDIA_TYPE + ", application/json")
                .header("Content-Type", MEDIA_TYPE)
                .method(method, body);
        if (settings.authorization() != null) {
            request.header("Authorization", settings.authorization());
        }
        return persist(request.build());
    }

    private Answer persist(HttpRequest request) {
        Duration pause = settings.pause();
        String last = "";
        IOException cause = null;
        for (int attempt = 1; attempt <= settings.attempts(); attempt++) {
            if (attempt > 1) {
                rest(pause, request);
                pause = pause.multipliedBy(2);
            }
            try {
                Answer answer = once(request);
                if (answer.status < 500 && answer.status != TOO_MANY_REQUESTS) {
                    return answer;
                }
                last = "it answered " + answer;
                cause = null;
            } catch (IOException e) {
                last = e.toString();
                cause = e;
            }
        }
        throw new RegistryUnreachableException(
                "the schema registry cannot be used: " + request.method() + " " + request.uri() + " was tried "
                        + settings.attempts() + " times, at last " + last
                        + "; see that it runs and that its address is right",
                cause);
    }

    private Answer once(HttpRequest request) throws IOException {
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            return new Answer(response.statusCode(), json(response.body()), response.body());
        } catch (InterruptedException e) {
            throw interrupted(request, e);
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static void rest(Duration pause, HttpRequest request) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            throw interrupted(request, e);
        }
    }

    private static RegistryUnreachableException interrupted(HttpRequest request, InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new RegistryUnreachableException(
                "interrupted while calling the schema registry: " + request.method() + " " + request.uri(), cause);
    }
}
