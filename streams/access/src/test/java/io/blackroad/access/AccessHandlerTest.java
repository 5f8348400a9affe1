package io.blackroad.access;

import static io.blackroad.access.TestTokens.NOW;
import static io.blackroad.access.TestTokens.claims;
import static io.blackroad.access.TestTokens.reader;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests against a real server whose every route answers with who asked. */
class AccessHandlerTest {
    private static final TestTokens ISSUER = new TestTokens("k");

    @TempDir
    Path folder;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
    private final InstantSource clock = now::get;
    private Path keys;
    private Path jwks;
    private EchoServer server;

    @BeforeEach
    void write() throws IOException {
        keys = Files.writeString(
                folder.resolve("access"),
                line("me", "agent-token", "")
                        + line("reader", "read-token", " read")
                        + line("operator", "operate-token", " operate")
                        + line("boss", "admin-token", " admin"));
        jwks = folder.resolve("jwks.json");
        ISSUER.publish(jwks);
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static String line(String name, String token, String role) {
        return name + " " + Secrets.hash(token) + role + "\n";
    }

    private AccessSettings guarded(int rate, String... origins) {
        return new AccessSettings(
                List.of(keys), Optional.of(TestTokens.settings(jwks)), false, Set.of(origins), rate, OwnToken.NONE);
    }

    private void start(AccessSettings settings) {
        server = new EchoServer(settings, meters, clock);
    }

    private static void assertProblem(HttpResponse<String> response, int status, String type) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(new ObjectMapper().readTree(response.body()).path("type").asText())
                .isEqualTo("urn:blackroad:problem:" + type);
    }

    @Test
    void eachRouteNeedsItsRole() {
        start(guarded(1_000));
        record Case(String method, String path, int nobody, int agent, int read, int operate, int admin) {}
        for (Case each : List.of(
                new Case("GET", "/", 200, 200, 200, 200, 200),
                new Case("GET", "/assets/app.js", 200, 200, 200, 200, 200),
                new Case("GET", "/health", 200, 200, 200, 200, 200),
                new Case("GET", "/ready", 200, 200, 200, 200, 200),
                new Case("GET", "/openapi.json", 200, 200, 200, 200, 200),
                new Case("GET", "/metrics", 401, 403, 200, 200, 200),
                new Case("GET", "/v1/status", 401, 403, 200, 200, 200),
                new Case("HEAD", "/v1/agents/x", 401, 403, 200, 200, 200),
                new Case("GET", "/v1/events/stream", 401, 403, 200, 200, 200),
                new Case("GET", "/v1/decisions/a.b.1", 401, 403, 200, 200, 200),
                new Case("GET", "/v1/decisions/a.b.1/dry-run", 401, 403, 403, 200, 200),
                new Case("GET", "/v1/decisions/a.b.1/dry-run/", 401, 403, 403, 200, 200),
                new Case("GET", "/v1/decisions/a.b.1/%64ry-run", 401, 403, 403, 200, 200),
                new Case("POST", "/v1/events", 401, 200, 403, 200, 200),
                new Case("DELETE", "/v1/agents/x", 401, 403, 403, 403, 200),
                new Case("POST", "/v1/rules", 401, 403, 403, 403, 200),
                new Case("POST", "/health", 401, 403, 403, 403, 200),
                new Case("GET", "/assets/../v1/status", 401, 403, 200, 200, 200),
                new Case("GET", "/assets/x/y", 401, 403, 200, 200, 200),
                new Case("GET", "/%68ealth", 401, 403, 200, 200, 200),
                new Case("GET", "/nowhere", 401, 403, 200, 200, 200))) {
            assertThat(List.of(
                            server.status(each.method, each.path, null),
                            server.status(each.method, each.path, "agent-token"),
                            server.status(each.method, each.path, "read-token"),
                            server.status(each.method, each.path, "operate-token"),
                            server.status(each.method, each.path, "admin-token")))
                    .as(each.method + " " + each.path)
                    .containsExactly(each.nobody, each.agent, each.read, each.operate, each.admin);
        }
        assertThat(meters.get("blackroad.http.refused")
                        .tag("reason", "forbidden")
                        .counter()
                        .count())
                .isPositive();
    }

    @Test
    void aTokenOfTheIssuerOpensWhatItsRoleOpens() throws IOException {
        start(guarded(1_000));
        await().until(() -> server.status("GET", "/v1/status", ISSUER.signed(reader())) == 200);
        assertThat(server.status("POST", "/v1/rules", ISSUER.signed(reader()))).isEqualTo(403);
        assertThat(server.status("POST", "/v1/rules", ISSUER.signed(claims().claim("roles", "admin"))))
                .isEqualTo(200);
        assertThat(server.get("/v1/status", ISSUER.signed(reader())).body()).isEqualTo("ada");
        for (String wrong : List.of(
                TestTokens.unsigned(reader()),
                new TestTokens("k").signed(reader()),
                ISSUER.signed(reader().audience("other")),
                ISSUER.signed(reader().expirationTime(Date.from(NOW.minusSeconds(60)))))) {
            assertProblem(server.get("/v1/status", wrong), 401, "unauthenticated");
            assertThat(server.status("POST", "/v1/events", wrong)).isEqualTo(401);
        }
        String token = ISSUER.signed(reader());
        assertThat(server.status("GET", "/v1/status", token)).isEqualTo(200);
        now.set(NOW.plusSeconds(3_600 + 31));
        assertThat(server.status("GET", "/v1/status", token)).isEqualTo(401);
    }

    @Test
    void aTokenThatIsTakenBackOpensNothingAnyMore() throws IOException {
        start(guarded(1_000));
        assertThat(server.status("GET", "/v1/status", "read-token")).isEqualTo(200);
        assertThat(server.lastPass.get().holds()).isTrue();
        Pass kept = server.lastPass.get();
        Files.writeString(keys, line("next", "next-token", " read"));
        await().until(() -> server.status("GET", "/v1/status", "read-token") == 401);
        assertThat(kept.holds()).isFalse();
        assertThat(server.status("GET", "/v1/status", "next-token")).isEqualTo(200);
        Files.writeString(keys, "broken");
        await().pollDelay(java.time.Duration.ofMillis(1_500))
                .until(() -> server.status("GET", "/v1/status", "next-token") == 200);
    }

    @Test
    void thePageGetsACookieThatOnlyAsks() throws IOException {
        start(guarded(1_000));
        assertProblem(server.send("POST", "/v1/session", "wrong"), 401, "unauthenticated");
        assertProblem(server.send("POST", "/v1/session", "agent-token"), 403, "forbidden");
        HttpResponse<String> begun = server.send("POST", "/v1/session", "operate-token");
        assertThat(begun.body()).isEqualTo("{\"name\":\"operator\",\"role\":\"operate\",\"agents\":[]}");
        String set = begun.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(set)
                .contains("HttpOnly")
                .contains("SameSite=Strict")
                .contains("Path=/")
                .contains("Max-Age=43200")
                .doesNotContain("Secure");
        String cookie = set.substring(0, set.indexOf(';'));
        assertThat(server.send("GET", "/v1/status", null, "Cookie", cookie).body())
                .isEqualTo("operator");
        assertThat(server.send("POST", "/v1/events", null, "Cookie", cookie).statusCode())
                .isEqualTo(401);
        assertThat(server.send("DELETE", "/v1/agents/x", null, "Cookie", cookie).statusCode())
                .isEqualTo(401);
        assertThat(server.send("POST", "/v1/session", "read-token", "X-Forwarded-Proto", "https")
                        .headers()
                        .firstValue("Set-Cookie")
                        .orElseThrow())
                .contains("Secure");
        assertThat(server.send("DELETE", "/v1/session", null)
                        .headers()
                        .firstValue("Set-Cookie")
                        .orElseThrow())
                .startsWith("blackroad-token=;")
                .contains("1970");
        assertProblem(server.send("GET", "/v1/session", null), 401, "unauthenticated");
        assertProblem(server.send("PUT", "/v1/session", null), 405, "method-not-allowed");
    }

    @Test
    void whoAsksTooOftenWaits() throws IOException {
        start(guarded(2));
        for (int i = 0; i < 4; i++) {
            assertThat(server.status("GET", "/v1/status", "read-token")).isEqualTo(200);
        }
        HttpResponse<String> fifth = server.get("/v1/status", "read-token");
        assertProblem(fifth, 429, "rate-limited");
        assertThat(fifth.headers().firstValue("Retry-After")).contains("1");
        assertThat(server.status("GET", "/v1/status", "operate-token")).isEqualTo(200);
        assertThat(server.status("GET", "/health", null)).isEqualTo(200);
    }

    @Test
    void noPageOfAnotherHostMayAskUnlessItIsListed() {
        start(guarded(1_000));
        HttpResponse<String> closed = server.send("GET", "/v1/status", "read-token", "Origin", "https://evil.example");
        assertThat(closed.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        server.close();
        start(guarded(1_000, "https://board.example"));
        String[] preflight = {"Origin", "https://board.example", "Access-Control-Request-Method", "GET"};
        HttpResponse<String> allowed = server.send("OPTIONS", "/v1/status", null, preflight);
        assertThat(allowed.statusCode()).isEqualTo(204);
        assertThat(allowed.headers().firstValue("Access-Control-Allow-Origin")).contains("https://board.example");
        assertThat(allowed.headers().firstValue("Access-Control-Allow-Headers").orElseThrow())
                .contains("Authorization");
        assertThat(allowed.headers().firstValue("Access-Control-Allow-Credentials"))
                .isEmpty();
        preflight[1] = "https://board.example.evil.example";
        HttpResponse<String> other = server.send("OPTIONS", "/v1/status", null, preflight);
        assertThat(other.statusCode()).isEqualTo(401);
        assertThat(other.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(other.headers().firstValue("Vary")).contains("Origin");
    }

    @Test
    void everyAnswerTellsBrowsersToBeCareful() {
        start(guarded(1_000));
        for (HttpResponse<String> each : List.of(
                server.get("/v1/status", "read-token"), server.get("/v1/status", null), server.get("/health", null))) {
            assertThat(each.headers().firstValue("Content-Security-Policy"))
                    .contains("default-src 'none'; frame-ancestors 'none'");
            assertThat(each.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(each.headers().firstValue("X-Frame-Options")).contains("DENY");
            assertThat(each.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        }
    }

    @Test
    void anOpenServerAnswersToItsOwnMachinesNamesAlone() throws IOException {
        start(AccessSettings.none());
        for (String here : List.of("127.0.0.1", "localhost:8000", "LOCALHOST", "[::1]:8000", "127.0.0.1:1")) {
            assertThat(server.raw("GET /v1/status HTTP/1.1\r\nHost: " + here))
                    .as(here)
                    .startsWith("HTTP/1.1 200");
        }
        for (String elsewhere : List.of("rebound.example", "127.0.0.1.rebound.example", "10.0.0.1:8000")) {
            assertThat(server.raw("GET /v1/status HTTP/1.1\r\nHost: " + elsewhere))
                    .as(elsewhere)
                    .startsWith("HTTP/1.1 421")
                    .contains("urn:blackroad:problem:wrong-host");
        }
        assertThat(server.raw("GET /health HTTP/1.0")).startsWith("HTTP/1.1 200");
        server.close();
        start(new AccessSettings(List.of(), Optional.empty(), true, Set.of(), 100, OwnToken.NONE));
        assertThat(server.raw("GET /v1/status HTTP/1.1\r\nHost: behind.example"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void withoutTokensItListensOnThisMachineAlone() {
        AccessSettings.none().requireGuarded("127.0.0.1");
        AccessSettings.none().requireGuarded("localhost");
        AccessSettings.none().requireGuarded("::1");
        AccessSettings.of(keys).requireGuarded("0.0.0.0");
        for (String everywhere : List.of("0.0.0.0", "::", "192.0.2.1", "nowhere.invalid")) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> AccessSettings.none().requireGuarded(everywhere))
                    .withMessageContaining(everywhere)
                    .withMessageContaining("--access FILE")
                    .withMessageContaining("http.open");
        }
    }

    @Test
    void whoIsNotAskedForATokenIsAnybody() {
        start(AccessSettings.none());
        assertThat(server.get("/v1/session", null).body())
                .isEqualTo("{\"name\":\"anybody\",\"role\":\"admin\",\"agents\":[]}");
        assertThat(server.status("POST", "/v1/rules", null)).isEqualTo(200);
    }
}
