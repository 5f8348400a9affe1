package io.blackroad.streams.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileTest {
    private static final List<String> IDS = List.of(
            "a/b",
            "a%2Fb",
            "a+b",
            "a b",
            "..",
            "../../etc/passwd",
            "a;b=c",
            "a?b=c#d",
            "a\\b",
            "a\r\nX-Header: y",
            "'\"<script>",
            "{id}",
            "\u4f60\u597d/\ud83d\ude00",
            "\uffef after the surrogates in UTF-16, before them in UTF-8",
            "x".repeat(Ask.MAX_KEY_LENGTH));

    private Group group;

    @BeforeAll
    void start() {
        group = new Group();
        IDS.forEach(id -> group.fleet.add(Facts.agent(id, new TargetKey("us/east", "a p+i"))));
        TargetKey odd = new TargetKey("us.east", "a.p/i");
        group.fleet.add(Facts.decision(odd, 1, Facts.NOON, io.blackroad.schema.Direction.UP));
    }

    @AfterAll
    void stop() {
        group.close();
    }

    @Test
    void everyIdIsFoundThroughEitherInstance() {
        for (String id : IDS) {
            for (FakeInstance instance : List.of(group.a, group.b)) {
                HttpResponse<String> response = group.get(instance, "/v1/agents/" + encode(id));
                assertThat(response.statusCode()).as(id).isEqualTo(200);
                assertThat(Group.json(response).path("id").asText()).isEqualTo(id);
            }
        }
    }

    @Test
    void everyIdIsPagedOverOnceThroughEitherInstance() {
        for (FakeInstance instance : List.of(group.a, group.b)) {
            List<String> seen = new ArrayList<>();
            String cursor = "";
            do {
                JsonNode page =
                        Group.json(group.get(instance, "/v1/agents?limit=1&region=" + encode("us/east") + cursor));
                page.path("items").forEach(agent -> seen.add(agent.path("id").asText()));
                cursor = page.path("next").isNull()
                        ? null
                        : "&cursor=" + page.path("next").asText();
            } while (cursor != null);
            assertThat(seen)
                    .containsExactlyElementsOf(
                            IDS.stream().sorted(IdOrder.BYTES).toList());
        }
    }

    @Test
    void regionsAndServicesMayHaveDotsAndSlashes() {
        for (FakeInstance instance : List.of(group.a, group.b)) {
            JsonNode service = Group.json(group.get(instance, "/v1/services/us.east/" + encode("a.p/i")));
            assertThat(service.path("id").asText()).isEqualTo("us.east/a.p/i");
            JsonNode decision = Group.json(group.get(instance, "/v1/decisions/" + encode("us.east.a.p/i.1")));
            assertThat(decision.path("decisionId").asText()).isEqualTo("us.east.a.p/i.1");
            JsonNode list = Group.json(group.get(instance, "/v1/decisions?target=" + encode("us.east/a.p/i")));
            assertThat(list.path("items")).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 7_000})
    void anIdLongerThanAnyIsRefused(int length) {
        for (String path : List.of("/v1/agents/%s", "/v1/decisions/%s", "/v1/route/%s", "/v1/services/%s/api")) {
            HttpResponse<String> response = group.get(group.a, String.format(path, "x".repeat(length)));
            assertProblem(response, 400, "invalid-parameter");
            assertThat(Group.json(response).path("detail").asText()).endsWith("allowed are 256");
            assertThat(Group.json(response).path("instance").asText()).hasSize(256);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {9_000, 1_000_000})
    void anAddressLongerThanAnyIsRefusedAndTheNextIsAnswered(int length) throws IOException {
        int port = group.a.server().port();
        for (String path : List.of("/v1/agents/", "/v1/agents?region=", "/")) {
            String answer = RawClient.get(port, path + "x".repeat(length));
            assertThat(answer).startsWith("HTTP/1.1 414 ").contains("urn:blackroad:problem:uri-too-long");
            assertThat(RawClient.get(port, "/health")).startsWith("HTTP/1.1 200 ");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/agents/%00, 400, bad-request",
        "/v1/agents/%zz, 400, bad-request",
        "/v1/agents/%FF, 400, bad-request",
        "/v1/agents/a b, 400, bad-request",
        "http://elsewhere/v1/agents, 400, bad-request",
        "/v1/agents?limit=%zz, 400, invalid-parameter",
        "/v1/agents/../status, 404, unknown-route",
        "//v1//agents, 404, unknown-route",
        "/v1/agents/%0d%0aX:y, 404, unknown-agent"
    })
    void anAddressThatIsNoneIsAProblem(String path, int status, String type) throws IOException {
        String answer = RawClient.get(group.a.server().port(), path);
        assertThat(answer).startsWith("HTTP/1.1 " + status + " ").contains("Content-Type: application/problem+json");
        JsonNode problem = Group.json(answer.substring(answer.indexOf("\r\n\r\n")));
        assertThat(problem.path("type").asText()).isEqualTo("urn:blackroad:problem:" + type);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
    }

    @Test
    void requestsThatAreNoneAreProblems() throws IOException {
        Map<String, String> expected = Map.of(
                "GARBAGE\r\n\r\n",
                "400",
                "GET / HTTP/9.9\r\n\r\n",
                "400",
                "GET /health HTTP/1.1\r\n\r\n",
                "400",
                "GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + "y".repeat(20_000) + "\r\n\r\n",
                "431",
                "POST /health HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
                "405",
                "BREW /health HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n",
                "405");
        for (Map.Entry<String, String> request : expected.entrySet()) {
            String answer = RawClient.send(group.a.server().port(), request.getKey());
            assertThat(answer)
                    .startsWith("HTTP/1.1 " + request.getValue() + " ")
                    .contains("urn:blackroad:problem:")
                    .doesNotContain("Jetty", "Javalin", "Exception");
        }
    }

    private static void assertProblem(HttpResponse<String> response, int status, String type) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(Group.json(response).path("type").asText()).isEqualTo("urn:blackroad:problem:" + type);
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
