package io.blackroad.infra.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.blackroad.infra.cli.ExitCode;
import io.blackroad.infra.cli.World;
import io.blackroad.infra.cli.config.StackFile;
import io.blackroad.infra.cli.observe.Metric;
import io.blackroad.infra.cli.observe.MetricList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands beside a running {@code up}, which they find by its data folder, and what of it stays for the next one. */
class CommandsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    @Test
    void findTheStackAndTheNextUpContinues() throws Exception {
        Path data = folder.resolve("data");
        Map<String, Integer> replicas;
        try (RunningUp up = started(data)) {
            readingCommandsAnswer(up);
            anAgentSpeaksOverHttp(up);
            theMetricsAreThoseOfTheList(up);
            aTraceIsPlayed();
            rulesAreChangedWhileTheyRun(up);
            aSecondUpIsRefused(up);
            replicas = settled(up);
            assertThat(up.stop()).isZero();
            assertThat(up.output())
                    .containsSubsequence(
                            "fleet      stopped", "streams    stopped", "broker     stopping", "broker     stopped");
            assertThat(data.resolve(StackFile.NAME)).doesNotExist();
        }
        try (RunningUp again = started(data, "--without", "gateway")) {
            assertThat(again.output())
                    .contains("0 rows filled in, 0 written to the topics")
                    .doesNotContain("/v1/events");
            assertThat(again.post("/v1/events", "{}").statusCode()).isEqualTo(404);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(replicas(again)).isEqualTo(replicas));
        }
    }

    private RunningUp started(Path data, String... more) throws IOException {
        RunningUp up = new RunningUp(
                data,
                Stream.concat(Stream.of("--agents", "60"), Stream.of(more)).toArray(String[]::new));
        await().atMost(PATIENCE).until(up::announced);
        await().atMost(PATIENCE).until(() -> !replicas(up).containsValue(-1));
        return up;
    }

    private void readingCommandsAnswer(RunningUp up) {
        await("change capture, which comes last")
                .atMost(PATIENCE)
                .until(() ->
                        new World(folder).at(Clock.systemUTC()).run("doctor", "--port=" + up.port) == ExitCode.DONE);
        assertThat(run("doctor", "--port=" + up.port)).contains("balance   ok", "connect   ok", "control   ok");
        assertThat(run("status")).startsWith("BLACKROAD SCALING STATUS\n").contains("API Pods: ");
        assertThat(run("topics", "diff")).isEmpty();
        assertThat(run("topics", "diff", "--json")).isEqualTo("[]\n");
        await().atMost(PATIENCE).until(() -> !run("decisions").isEmpty());
        String newest = run("decisions", "--limit=1").strip();
        String id = newest.substring(newest.lastIndexOf('[') + 1, newest.length() - 1);
        assertThat(run("explain", id)).endsWith("equal\n");
        String agent = up.get("/v1/agents?limit=1").at("/items/0/id").asText();
        assertThat(run("agent", agent)).contains("id: " + agent);
        assertThat(run("route", agent)).contains("api.blackroad.io");
    }

    private void anAgentSpeaksOverHttp(RunningUp up) {
        String life = "{\"type\":\"lifecycle-changed\",\"agentId\":\"http-1\",\"change\":\"started\","
                + "\"region\":\"us-east\",\"service\":\"api\"}";
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(up.post("/v1/events", life).statusCode()).isEqualTo(202));
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(up.ask("/v1/agents/http-1").body()).contains("\"state\":\"STARTED\""));
        assertThat(run("agent", "http-1")).contains("service: api");
        assertThat(up.get("/openapi.json").at("/paths").has("/v1/events")).isTrue();
    }

    private void theMetricsAreThoseOfTheList(RunningUp up) {
        assertThat(up.post("/v1/events", "{}").statusCode()).isEqualTo(422);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Metric.shown(up.ask("/metrics").body()))
                        .as("infra/docs/metrics.md lists what is shown, and all of it is shown")
                        .isEqualTo(MetricList.of("Streams", "Gateway", "Change capture")));
    }

    private void aTraceIsPlayed() throws IOException {
        Files.writeString(
                folder.resolve("trace.csv"), "timestamp_s,input_tokens,output_tokens\n0,100,10\n1,200,20\n2,300,5\n");

        assertThat(run("replay", "llm", "trace.csv", "--speed=10"))
                .contains("3 requests of 2 s")
                .contains("3 submitted, 0 failed")
                .containsPattern("\n\\S+ +us-east/api +HOLD .*\\[us-east\\.api\\.\\d+]\n")
                .endsWith("balanced\n");
    }

    private void rulesAreChangedWhileTheyRun(RunningUp up) throws IOException {
        String worker = run("rules", "get", "worker");
        assertThat(worker).startsWith("rules:\n  worker:\n    kind: guide\n");
        Files.writeString(folder.resolve("worker.yaml"), worker);
        assertThat(run("rules", "diff", "worker.yaml")).isEmpty();

        Files.writeString(
                folder.resolve("worker.yaml"),
                "rules:\n  worker: { kind: target, minReplicas: 10, maxReplicas: 100, parameters: { targetPercent: 60 } }\n");
        assertThat(run("rules", "set", "worker.yaml"))
                .contains("  + kind: target\n")
                .contains("  - kind: guide\n");
        assertThat(run("rules", "get", "worker")).isEqualTo(worker);
        run("rules", "set", "worker.yaml", "--apply");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(up.get("/v1/services/us-east/worker")
                                .at("/rule/kind")
                                .asText())
                        .isEqualTo("TARGET"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(up.get("/v1/decisions?target=us-east/worker&limit=1")
                                .at("/items/0/proposals/0/kind")
                                .asText())
                        .isEqualTo("TARGET"));
        String id = up.get("/v1/decisions?target=us-east/worker&limit=1")
                .at("/items/0/decisionId")
                .asText();
        assertThat(run("explain", id)).contains("TARGET asks for").endsWith("equal\n");

        run("rules", "pause", "worker", "--down");
        assertThat(run("rules", "get", "worker")).contains("pauseDown: true").doesNotContain("pauseUp");
        run("rules", "pause", "worker");
        assertThat(run("rules", "shadow")).containsPattern("\nus-east/api +adaptive +\\d+ +\\d+ ");
        assertThat(run("decisions", "--target", "adaptive@us-east/api")).contains("adaptive@us-east/api");
        assertThat(run("explain", "adaptive@us-east.api.1")).endsWith("equal\n");
        assertThat(run("backtest", "--rules", "adaptive,kpa", "--target", "us-east/api", "--from", "1h"))
                .contains("us-east/api, ")
                .containsPattern("\nkpa ");
    }

    private void aSecondUpIsRefused(RunningUp up) {
        World sameFolder = new World(folder);
        assertThat(sameFolder.run("up")).isEqualTo(ExitCode.FAILED);
        assertThat(sameFolder.err())
                .contains("is in use by process " + up.stack().pid());

        World samePort = new World(folder);
        assertThat(samePort.run("up", "--data=other", "--port=" + up.port)).isEqualTo(ExitCode.FAILED);
        assertThat(samePort.err()).contains("port " + up.port + " of 127.0.0.1 is taken");
    }

    /** The replicas once the pause has reached the streams and what was decided before it is carried out. */
    private static Map<String, Integer> settled(RunningUp up) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            for (JsonNode service : up.get("/v1/services").at("/items")) {
                if (service.at("/service").asText().equals("worker")) {
                    assertThat(service.at("/rule/pauseUp").asBoolean()).isTrue();
                    assertThat(service.at("/replicas")).isEqualTo(service.at("/lastDecision/toReplicas"));
                }
            }
        });
        return replicas(up);
    }

    private String run(String... arguments) {
        World world = World.settled(() -> new World(folder).at(Clock.systemUTC()), arguments);
        assertThat(world.code()).as(world.out() + world.err()).isZero();
        return world.out();
    }

    private static Map<String, Integer> replicas(RunningUp up) {
        Map<String, Integer> replicas = new TreeMap<>();
        for (JsonNode service : up.get("/v1/services").at("/items")) {
            replicas.put(service.at("/id").asText(), service.at("/replicas").asInt(-1));
        }
        return replicas;
    }
}
