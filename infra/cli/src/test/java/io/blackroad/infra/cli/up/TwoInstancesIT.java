package io.blackroad.infra.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Two instances share the work: either answers for every key, and when one is killed the other takes over. */
@EnabledIfSystemProperty(named = "blackroad.tests", matches = "all")
class TwoInstancesIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int TARGETS = 9;

    @Test
    void eitherAnswersForEveryKeyAndOneTakesOverFromTheOther(@TempDir Path folder) throws Exception {
        try (RunningUp up = new RunningUp(folder.resolve("data"), "--agents", "200")) {
            await().atMost(PATIENCE).until(up::announced);
            try (DecisionReader decisions = new DecisionReader(
                            up.stack().bootstrapServers(), up.stack().registryUrl());
                    SecondInstance second = new SecondInstance(up.stack(), folder.resolve("second"))) {
                await().atMost(PATIENCE).until(() -> decisions.poll() >= TARGETS);
                await().atMost(PATIENCE).until(() -> shares(up.port) && shares(second.port));
                bothGiveTheSame(up.port, second.port);

                String tick = newestTick(up.port);
                second.kill();
                await().atMost(PATIENCE)
                        .until(() ->
                                wholeServices(up.port) && newestTick(up.port).compareTo(tick) > 0);
                await().atMost(PATIENCE).until(() -> get(up.port, "/v1/balance") != null);
                assertThat(get(up.port, "/v1/balance").at("/balanced").asBoolean())
                        .isTrue();
                decisions.poll();
                decisions.assertWithoutGapOrRepeat();
            }
        }
    }

    /** True once an instance holds some partitions and another holds the rest: its own state alone is not whole. */
    private static boolean shares(int port) throws Exception {
        JsonNode alone = get(port, "/v1/services", "BlackRoad-Hop", "1");
        return alone != null
                && alone.at("/items").size() > 0
                && alone.at("/items").size() < TARGETS
                && wholeServices(port);
    }

    private static boolean wholeServices(int port) throws Exception {
        JsonNode services = get(port, "/v1/services");
        return services != null
                && services.at("/items").size() == TARGETS
                && services.at("/missingPartitions").isEmpty();
    }

    private static void bothGiveTheSame(int one, int other) throws Exception {
        Set<String> agents = ids(get(one, "/v1/agents?limit=1000"), "id");
        assertThat(agents).hasSizeGreaterThanOrEqualTo(200).isEqualTo(ids(get(other, "/v1/agents?limit=1000"), "id"));
        for (String agent : List.copyOf(agents).subList(0, 20)) {
            for (int port : List.of(one, other)) {
                assertThat(get(port, "/v1/agents/" + agent).at("/id").asText()).isEqualTo(agent);
            }
        }
        for (String decision : ids(get(one, "/v1/decisions?limit=20"), "decisionId")) {
            for (int port : List.of(one, other)) {
                assertThat(get(port, "/v1/decisions/" + decision)
                                .at("/explanation/equal")
                                .asBoolean())
                        .isTrue();
            }
        }
    }

    private static Set<String> ids(JsonNode list, String field) {
        Set<String> ids = new TreeSet<>();
        list.at("/items").forEach(item -> ids.add(item.at("/" + field).asText()));
        return ids;
    }

    /** The oldest of the targets' newest ticks, so that every target has moved on when it rises. */
    private static String newestTick(int port) throws Exception {
        JsonNode services = get(port, "/v1/services");
        String oldest = "9";
        for (JsonNode service : services == null ? JSON.createArrayNode() : services.at("/items")) {
            String tick = service.at("/sample/tickEnd").asText();
            oldest = tick.compareTo(oldest) < 0 ? tick : oldest;
        }
        return services == null ? "" : oldest;
    }

    /** The answer; null when there is none now, which an honest instance says with 503. */
    private static JsonNode get(int port, String path, String... header) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (header.length == 2) {
            request.header(header[0], header[1]);
        }
        try {
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isIn(200, 503);
            return response.statusCode() == 200 ? JSON.readTree(response.body()) : null;
        } catch (ConnectException e) {
            return null;
        }
    }
}
