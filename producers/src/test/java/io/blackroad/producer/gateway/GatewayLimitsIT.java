package io.blackroad.producer.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.blackroad.producer.RealBroker;
import io.blackroad.schema.MetricSampled;
import io.blackroad.topic.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is too much, too slow, broken or not allowed is refused with a reason, and what is good beside it is stored. */
class GatewayLimitsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final GatewayLimits LIMITS = GatewayLimits.defaults();
    private static RealBroker broker;
    private static RunningGateway gateway;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        broker = new RealBroker();
        gateway = new RunningGateway(broker);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        broker.close();
    }

    private static String metric(String agentId) {
        return "{\"type\":\"metric-sampled\",\"agentId\":\"" + agentId + "\",\"cpuUsedMillis\":1}";
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(plain);
        }
        return out.toByteArray();
    }

    private static List<MetricSampled> stored(String agentId) {
        return broker.facts(Topics.METRIC_SAMPLED).stream()
                .filter(fact -> fact.getAgentId().equals(agentId))
                .toList();
    }

    private static void assertProblem(HttpAnswer answer, int status, String problem) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.problem()).isEqualTo(problem);
        assertThat(answer.json().path("detail").asText()).isNotBlank();
    }

    @Test
    void aBodyIsBoundedWhetherItsLengthIsToldOrNot() {
        byte[] large = ("[" + " ".repeat(LIMITS.maxBodyBytes()) + "]").getBytes(StandardCharsets.UTF_8);
        HttpAnswer told = gateway.client.post("application/json", BodyPublishers.ofByteArray(large));
        assertProblem(told, 413, "body-too-large");
        assertThat(told.json().path("limit").asInt()).isEqualTo(LIMITS.maxBodyBytes());
        HttpAnswer untold = gateway.client.post(
                "application/json", BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(large)));
        assertProblem(untold, 413, "body-too-large");
    }

    @Test
    void aBatchIsBounded() {
        String batch = "[" + (metric("many") + ",").repeat(LIMITS.maxFacts()) + metric("many") + "]";
        HttpAnswer answer = gateway.post(batch);
        assertProblem(answer, 413, "batch-too-large");
        assertThat(answer.json().path("limit").asInt()).isEqualTo(LIMITS.maxFacts());
        assertThat(stored("many")).isEmpty();
    }

    @Test
    void gzipIsTakenAndABombIsNot() throws IOException {
        byte[] good = gzip(metric("zipped").getBytes(StandardCharsets.UTF_8));
        assertThat(gateway.client
                        .post("application/json", BodyPublishers.ofByteArray(good), "Content-Encoding", "gzip")
                        .status())
                .isEqualTo(202);
        byte[] bomb = gzip(new byte[200 << 20]);
        assertThat(bomb.length).isLessThan(LIMITS.maxBodyBytes());
        assertProblem(
                gateway.client.post("application/json", BodyPublishers.ofByteArray(bomb), "Content-Encoding", "gzip"),
                413,
                "body-too-large");
        assertProblem(gateway.post(metric("x"), "Content-Encoding", "gzip"), 400, "bad-request");
        assertProblem(gateway.post(metric("x"), "Content-Encoding", "br"), 415, "unsupported-encoding");
        assertThat(stored("zipped")).hasSize(1);
    }

    @Test
    void hostileBodiesAreRefusedAndNothingOfThemIsStored() {
        String agent = "\"type\":\"metric-sampled\",\"agentId\":\"hostile\",\"cpuUsedMillis\":";
        for (String body : List.of(
                "",
                "{",
                "[" + "[".repeat(5_000),
                "{" + agent + "NaN}",
                "{" + agent + "1} {" + agent + "1}",
                "{" + agent + "1," + agent + "2}",
                "{" + agent + "1" + "0".repeat(2_000) + "}")) {
            assertProblem(gateway.post(body), 400, "invalid-json");
        }
        for (String body : List.of(
                "{" + agent + "1e400}",
                "{" + agent + "99999999999999999999999999}",
                "{" + agent + "-1}",
                "{" + agent + "1.5}",
                "{" + agent + "true}",
                "{" + agent + "1,\"memoryUsedBytes\":17592186044417}",
                "{" + agent + "1,\"epoch\":\"2099-01-01T00:00:00Z\",\"sequence\":1}",
                "{" + agent + "1,\"epoch\":\"2026-01-01T00:00:00Z\",\"sequence\":9223372036854775807}",
                "{" + agent + "1,\"eventId\":\"" + "x".repeat(201) + "\"}",
                "{" + agent + "1,\"eventId\":\"a\\u001b[31m\"}",
                "7",
                "null")) {
            assertProblem(gateway.post(body), 422, "invalid-fact");
        }
        byte[] latin = ("{" + agent + "1,\"eventId\":\"\u00e9\"}").getBytes(StandardCharsets.ISO_8859_1);
        assertProblem(gateway.client.post("application/json", BodyPublishers.ofByteArray(latin)), 400, "invalid-json");
        assertThat(stored("hostile")).isEmpty();
    }

    @Test
    void anAgentThatSendsTooMuchIsSlowedDownAndNobodyElse() {
        try (RunningGateway strict = new RunningGateway(broker, LIMITS.withFactsPerSecond(1), null)) {
            String three = metric("fast") + "\n" + metric("fast") + "\n" + metric("fast") + "\n" + metric("calm");
            HttpAnswer answer = strict.client.post("application/x-ndjson", BodyPublishers.ofString(three));
            assertProblem(answer, 429, "rate-limited");
            assertThat(answer.headers().firstValue("Retry-After")).contains("1");
            assertThat(answer.json().path("limit").asInt()).isEqualTo(1);
            assertThat(answer.json().path("accepted").asInt()).isEqualTo(3);
            assertThat(answer.json().at("/failures/0/index").asInt()).isEqualTo(2);
        }
        assertThat(stored("fast")).hasSize(2);
        assertThat(stored("calm")).hasSize(1);
    }

    @Test
    void agentsThatAreNewAreAdmittedAtARateAndUpToANumber() {
        try (RunningGateway strict = new RunningGateway(broker, LIMITS.withAgents(2, 100_000), null)) {
            assertThat(strict.post(metric("new-1")).status()).isEqualTo(202);
            assertThat(strict.post(metric("new-2")).status()).isEqualTo(202);
            HttpAnswer third = strict.post(metric("new-3"));
            assertProblem(third, 429, "too-many-new-agents");
            assertThat(third.headers().firstValueAsLong("Retry-After").orElse(0))
                    .isBetween(1L, 30L);
            assertThat(strict.post(metric("new-1")).status()).isEqualTo(202);
        }
        try (RunningGateway full = new RunningGateway(broker, LIMITS.withAgents(1_000, 1), null)) {
            full.post(metric("full-1"));
            HttpAnswer beyond = full.post(metric("full-2"));
            assertProblem(beyond, 429, "too-many-new-agents");
            assertThat(beyond.json().path("limit").asInt()).isEqualTo(1);
        }
    }

    @Test
    void anAgentWritesOnlyAsItself() throws IOException, NoSuchAlgorithmException {
        Path access = folder.resolve("access");
        Files.writeString(
                access,
                "# agents\nme " + sha256("my-token") + "\nteam-* " + sha256("team-token") + "\nada "
                        + sha256("operate-token") + " operate\nbob " + sha256("read-token") + " read\n");
        try (RunningGateway closed = new RunningGateway(broker, LIMITS, access)) {
            HttpAnswer anonymous = closed.post(metric("me"));
            assertProblem(anonymous, 401, "unauthenticated");
            assertThat(anonymous.headers().firstValue("WWW-Authenticate"))
                    .hasValueSatisfying(value -> assertThat(value).startsWith("Bearer"));
            assertProblem(closed.post(metric("me"), "Authorization", "Bearer wrong"), 401, "unauthenticated");
            assertProblem(closed.post(metric("victim"), "Authorization", "Bearer my-token"), 403, "forbidden");
            assertThat(closed.post(metric("me"), "Authorization", "Bearer my-token")
                            .status())
                    .isEqualTo(202);
            HttpAnswer mixed = closed.post(
                    "[" + metric("team-1") + "," + metric("victim") + "]", "Authorization", "Bearer team-token");
            assertProblem(mixed, 403, "forbidden");
            String reset = "{\"type\":\"lifecycle-changed\",\"agentId\":\"me\",\"change\":\"stopped\",\"epoch\":0,"
                    + "\"region\":\"us-east\",\"service\":\"api\"}";
            assertProblem(closed.post(reset, "Authorization", "Bearer my-token"), 403, "forbidden");
            assertThat(closed.post(reset, "Authorization", "Bearer operate-token")
                            .status())
                    .isEqualTo(202);
            assertThat(closed.post(metric("anybody"), "Authorization", "Bearer operate-token")
                            .status())
                    .isEqualTo(202);
            assertProblem(closed.post(metric("anybody"), "Authorization", "Bearer read-token"), 403, "forbidden");
            assertThat(mixed.json().path("accepted").asInt()).isEqualTo(1);

            Files.writeString(access, "me " + sha256("next-token") + "\n");
            await().atMost(PATIENCE)
                    .until(() -> closed.post(metric("me"), "Authorization", "Bearer my-token")
                                    .status()
                            == 401);
            assertThat(closed.post(metric("me"), "Authorization", "Bearer next-token")
                            .status())
                    .isEqualTo(202);
        }
        assertThat(stored("victim")).isEmpty();
    }

    private static String sha256(String token) throws NoSuchAlgorithmException {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aRequestThatDripsInIsCutOffAndTheOthersGoOn() throws IOException {
        GatewayLimits impatient = LIMITS.withTimes(Duration.ofMinutes(1), Duration.ofSeconds(1), Duration.ofSeconds(1));
        try (RunningGateway strict = new RunningGateway(broker, impatient, null);
                Socket headers = new Socket("127.0.0.1", strict.server.port());
                Socket body = new Socket("127.0.0.1", strict.server.port())) {
            write(headers, "POST /v1/events HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ");
            write(
                    body,
                    "POST /v1/events HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                            + "Content-Length: 100000\r\n\r\n[");
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> isCutOff(headers) & isCutOff(body));
            // A producer that has sent nothing yet may need longer than the second that it has got.
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(strict.post(metric("others")).status()).isEqualTo(202));
        }
    }

    private static void write(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** Sends one more byte; a connection that the other side has closed does not take it for long. */
    private static boolean isCutOff(Socket socket) {
        try {
            write(socket, " ");
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void connectionsAreBoundedAndIdleOnesMakeRoom() throws IOException {
        int most = 20;
        List<Socket> idle = new ArrayList<>();
        try (RunningGateway strict = new RunningGateway(broker, LIMITS.withMaxConnections(most), null)) {
            for (int i = 0; i < 3 * most; i++) {
                idle.add(new Socket("127.0.0.1", strict.server.port()));
            }
            assertThat(new GatewayClient(strict.server.url())
                            .post(metric("roomy"))
                            .status())
                    .isEqualTo(202);
        } finally {
            for (Socket each : idle) {
                each.close();
            }
        }
    }

    @Test
    void headersAreBoundedAndErrorsBelowTheRoutesAreProblems() {
        HttpAnswer answer = gateway.post(metric("x"), "X-Large", "x".repeat(20_000));
        assertProblem(answer, 431, "headers-too-large");
        assertProblem(gateway.client.get("/nowhere"), 404, "unknown-route");
        assertProblem(gateway.client.get("/v1/events"), 405, "method-not-allowed");
        assertProblem(gateway.client.post(null, BodyPublishers.ofString("{}")), 415, "unsupported-media-type");
    }
}
