package io.blackroad.infra.system.part;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.Predicate;

/** An instance of streams as those see it who ask it, wherever it runs. */
public interface Instance {
    /** What it answers; status 0 when it does not. */
    Answer get(String pathAndQuery);

    /** Waits until it says that it has its stores. */
    void awaitReady();

    /** Whether it runs, and what it said last: for whoever has to find out why something is not as it should be. */
    String condition();

    record Answer(int status, String body) {
        private static final int OK = 200;
        private static final Duration LIMIT = Duration.ofSeconds(5);
        private static final ObjectMapper JSON = new ObjectMapper();
        private static final HttpClient HTTP =
                HttpClient.newBuilder().connectTimeout(LIMIT).build();

        public static Answer of(URI question) {
            HttpRequest request =
                    HttpRequest.newBuilder(question).timeout(LIMIT).build();
            try {
                HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
                return new Answer(response.statusCode(), response.body());
            } catch (IOException e) {
                return new Answer(0, "");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while asking", e);
            }
        }

        /** Whether it is an answer, and says this; not one that is no JSON. */
        public boolean says(Predicate<JsonNode> right) {
            if (status != OK) {
                return false;
            }
            try {
                return right.test(json());
            } catch (IllegalStateException e) {
                return false;
            }
        }

        public JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new IllegalStateException("not JSON: " + body, e);
            }
        }
    }
}
