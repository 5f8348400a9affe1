package io.blackroad.infra.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.blackroad.connect.ControlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole product: {@code up}, killed where it hurts, stopped, and started again on the same data. */
class UpIT {
    private static final int KILLS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @Test
    void decidesThroughKillsStopsCleanlyAndGoesOnWhereItStopped(@TempDir Path folder) throws Exception {
        Path data = folder.resolve("data");
        long seed = System.nanoTime();
        long decided;
        try (RunningUp up = started(data)) {
            try (DecisionReader decisions =
                    new DecisionReader(up.stack().bootstrapServers(), up.stack().registryUrl())) {
                await().atMost(PATIENCE).until(() -> decisions.poll() > 0);
                killStreams(up, decisions, new Random(seed), seed);
                decisions.assertWithoutGapOrRepeat();
            }
            everyDecisionIsExplained(up);
            everyFactIsAccountedFor(up);
            decided = newestSequences(up);
            List<ProcessHandle> processes = up.processes();
            assertThat(processes).hasSizeGreaterThanOrEqualTo(4);
            assertThat(up.stop()).as(up.output()).isIn(0, 130, 143);
            await().atMost(PATIENCE).until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
        }
        try (RunningUp again = started(data)) {
            try (DecisionReader decisions = new DecisionReader(
                    again.stack().bootstrapServers(), again.stack().registryUrl())) {
                await().atMost(PATIENCE).until(() -> decisions.poll() > decided);
                decisions.assertWithoutGapOrRepeat();
            }
            everyFactIsAccountedFor(again);
        }
    }

    /** Narrow bands and short cooldowns: the kills wait for decisions, so decisions must not wait for a day's wave. */
    private static RunningUp started(Path data) throws IOException {
        Path control = data.resolveSibling("control.yaml");
        Files.writeString(
                control,
                ControlFile.defaultText()
                        .replaceAll("cooldownSeconds: \\d+", "cooldownSeconds: 5")
                        .replaceAll("upAbovePercent: \\d+", "upAbovePercent: 50")
                        .replaceAll("downBelowPercent: \\d+", "downBelowPercent: 45"));
        RunningUp up = new RunningUp(data, "--agents", "200", "--control", control.toString());
        await().atMost(PATIENCE).until(up::announced);
        return up;
    }

    /** Kills in mid-load: agents go on reporting, and a later decision shows that the work went on. */
    private static void killStreams(RunningUp up, DecisionReader decisions, Random random, long seed) {
        for (int kill = 1; kill <= KILLS; kill++) {
            long target = decisions.poll() + 1 + random.nextInt(3);
            await("decisions before kill " + kill + " of seed " + seed)
                    .atMost(PATIENCE)
                    .until(() -> decisions.poll() >= target);
            long streams = up.stack().pids().get("streams");
            assertThat(ProcessHandle.of(streams).orElseThrow().destroyForcibly())
                    .isTrue();
            await("restart after kill " + kill + " of seed " + seed)
                    .atMost(PATIENCE)
                    .until(() -> up.stack().pids().getOrDefault("streams", streams) != streams
                            && up.ask("/ready").statusCode() == 200);
        }
        long before = decisions.poll();
        await("a decision after the last kill").atMost(PATIENCE).until(() -> decisions.poll() > before);
    }

    private static void everyDecisionIsExplained(RunningUp up) {
        JsonNode newest = up.get("/v1/decisions?limit=500").at("/items");
        assertThat(newest).isNotEmpty();
        for (JsonNode decision : newest) {
            JsonNode explained =
                    up.get("/v1/decisions/" + decision.at("/decisionId").asText());
            assertThat(explained.at("/explanation/equal").asBoolean())
                    .as(explained.toString())
                    .isTrue();
        }
    }

    private static void everyFactIsAccountedFor(RunningUp up) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode balance = up.get("/v1/balance");
            assertThat(balance.at("/balanced").asBoolean())
                    .as(balance.toString())
                    .isTrue();
        });
    }

    private static long newestSequences(RunningUp up) {
        long sum = 0;
        for (JsonNode service : up.get("/v1/services").at("/items")) {
            sum += service.at("/lastDecision/sequence").asLong();
        }
        return sum;
    }
}
