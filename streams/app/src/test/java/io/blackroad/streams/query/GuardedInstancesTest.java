package io.blackroad.streams.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.blackroad.access.AccessHandler;
import io.blackroad.access.AccessSettings;
import io.blackroad.access.OwnToken;
import io.blackroad.access.Secrets;
import io.blackroad.streams.live.LiveStreams;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Instances that ask for tokens, of people and of each other; whatever answers stands behind the same door. */
class GuardedInstancesTest {
    private static final TargetKey TARGET = new TargetKey("us-east", "api");
    private static final String READER = "Bearer read-token";
    private static final String OPERATOR = "Bearer operate-token";

    @TempDir
    Path folder;

    private final FakeFleet fleet = new FakeFleet("a", "b");
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Path keys;
    private FakeInstance a;
    private FakeInstance b;

    @BeforeEach
    void start() throws IOException {
        keys = Files.writeString(
                folder.resolve("access"),
                "reader " + Secrets.hash("read-token") + " read\noperator " + Secrets.hash("operate-token")
                        + " operate\n");
        fleet.give(new Partition(Keyspace.FLEET, 0), "a");
        for (int agent = 0; agent < 20; agent++) {
            fleet.add(Facts.agent("agent-" + agent, TARGET));
        }
        fleet.add(Facts.decision(TARGET, 1, Facts.NOON, io.blackroad.schema.Direction.UP));
    }

    private void start(OwnToken own) {
        AccessSettings access = new AccessSettings(List.of(keys), Optional.empty(), false, Set.of(), 1_000, own);
        a = new FakeInstance(fleet, "a", Group.PATIENT, access);
        b = new FakeInstance(fleet, "b", Group.PATIENT, access);
    }

    @AfterEach
    void stop() {
        if (a != null) {
            a.close();
            b.close();
        }
    }

    private HttpResponse<String> get(FakeInstance instance, String path, String authorization) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(instance.server().url() + path))
                .timeout(Duration.ofSeconds(20));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void everyQuestionNeedsAToken() {
        start(OwnToken.of("operate-token"));
        for (String route : a.server().routes()) {
            int status = get(a, route.replaceAll("\\{.*?}", "x"), null).statusCode();
            boolean open = Set.of("/health", "/ready", "/openapi.json").contains(route);
            assertThat(status).as(route).isEqualTo(open ? 200 : 401);
        }
        assertThat(get(a, "/", null).statusCode()).isEqualTo(200);
        assertThat(get(a, "/", null)
                        .headers()
                        .firstValue("Content-Security-Policy")
                        .orElseThrow())
                .contains("script-src 'self'")
                .contains("frame-ancestors 'none'");
        assertThat(get(a, "/v1/agents", READER).headers().firstValue("Content-Security-Policy"))
                .contains("default-src 'none'; frame-ancestors 'none'");
    }

    @Test
    void instancesAskEachOtherWithTheirOwnToken() {
        start(OwnToken.of("operate-token"));
        for (FakeInstance instance : List.of(a, b)) {
            assertThat(Group.json(get(instance, "/v1/agents?limit=100", READER)).path("items"))
                    .hasSize(20);
            for (int agent = 0; agent < 20; agent++) {
                assertThat(get(instance, "/v1/agents/agent-" + agent, READER).statusCode())
                        .isEqualTo(200);
            }
            String trial = "/v1/decisions/us-east.api.1/dry-run?upAbovePercent=60";
            assertThat(get(instance, trial, READER).statusCode()).isEqualTo(403);
            assertThat(get(instance, trial, OPERATOR).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void anInstanceWithoutATokenIsToldSoAndNobodyIsToldThatTheirsIsWrong() {
        start(OwnToken.NONE);
        List<Integer> statuses = new java.util.ArrayList<>();
        for (int agent = 0; agent < 20; agent++) {
            HttpResponse<String> response = get(a, "/v1/agents/agent-" + agent, READER);
            statuses.add(response.statusCode());
            if (response.statusCode() != 200) {
                assertThat(Group.json(response).path("type").asText())
                        .isEqualTo("urn:blackroad:problem:owner-unreachable");
                assertThat(Group.json(response).path("detail").asText()).contains("refuses this instance's token");
            }
        }
        assertThat(statuses).contains(200, 503).doesNotContain(401, 403);
    }

    @Test
    void aStreamEndsWithTheTokenThatItWasAskedForWith() throws IOException {
        start(OwnToken.of("operate-token"));
        try (Socket socket = new Socket("127.0.0.1", a.server().port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(("GET " + LiveStreams.PATH + " HTTP/1.0\r\nHost: 127.0.0.1\r\nAuthorization: " + READER
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            assertThat(in.readLine()).contains("200");
            while (!in.readLine().startsWith("event:")) {}
            Files.writeString(keys, "operator " + Secrets.hash("operate-token") + " operate\n");
            await().until(() -> get(a, "/v1/agents", READER).statusCode() == 401);
            // The next round, a second later, finds that the token is gone.
            for (String line = in.readLine(); line != null; line = in.readLine()) {}
        }
    }

    @Test
    void withoutTokensItListensOnThisMachineAlone() {
        QuerySources sources =
                new QuerySources(null, Copies.none(), null, null, null, () -> "", InstantSource.system());
        assertThatIllegalStateException()
                .isThrownBy(() -> QueryServer.start(
                        new QueryConfig("0.0.0.0", 0, Group.PATIENT),
                        sources,
                        new AccessHandler(AccessSettings.none(), new SimpleMeterRegistry()),
                        Optional.empty()))
                .withMessageContaining("--access FILE");
    }
}
