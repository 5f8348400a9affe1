package io.blackroad.infra.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.blackroad.infra.stack.RedisBinary;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Every part with a small fleet: all must be accounted for. Nothing is said of speed. */
class BenchIT {

    @TempDir
    Path folder;

    @Test
    void everyFactIsAccountedForInEveryPart() throws IOException {
        Path json = folder.resolve("result.json");
        int code = Bench.commandLine()
                .execute(
                        "--quick",
                        "--agents",
                        "300",
                        "--events",
                        "6000",
                        "--warmup",
                        "1",
                        "--seconds",
                        "3",
                        "--json",
                        json.toString());

        JsonNode result = new ObjectMapper().readTree(json.toFile());
        assertThat(result.path("differences")).isEmpty();
        assertThat(code).isZero();
        assertThat(result.path("throughput").path("passes").size()).isEqualTo(5);
        assertThat(result.path("steady").path("latencies"))
                .allSatisfy(stage -> assertThat(stage.path("records").asInt())
                        .as(stage.path("stage").asText())
                        .isPositive());
        assertThat(result.path("rules"))
                .hasSize(9)
                .allSatisfy(rule -> assertThat(rule.path("p99Micros").asDouble())
                        .as(rule.path("name").asText())
                        .isPositive());
        assertThat(result.path("gateway").path("rows")).hasSize(4).allSatisfy(load -> {
            assertThat(load.path("factsPerSecond").asDouble())
                    .as(load.path("name").asText())
                    .isPositive();
            assertThat(load.path("refused").asLong())
                    .as(load.path("name").asText())
                    .isZero();
        });
    }

    @Test
    @EnabledIfSystemProperty(named = "blackroad.tests", matches = "all")
    void theHistoryIsWholeAlthoughTheDatabaseStoodStill() throws IOException {
        Path json = folder.resolve("history.json");
        int code = Bench.commandLine().execute("--only", "history", "--quick", "--json", json.toString());

        JsonNode result = new ObjectMapper().readTree(json.toFile());
        assertThat(result.path("differences")).isEmpty();
        assertThat(code).isZero();
        assertThat(result.path("history").path("waiting").asLong()).isPositive();
    }

    @Test
    @EnabledIfSystemProperty(named = "blackroad.tests", matches = "all")
    void everyQuestionIsAnsweredWhileTheFleetReports() throws IOException {
        Path json = folder.resolve("http.json");
        int code = Bench.commandLine()
                .execute("--quick", "--agents", "300", "--only", "http", "--seconds", "6", "--json", json.toString());

        JsonNode result = new ObjectMapper().readTree(json.toFile());
        assertThat(result.path("differences")).isEmpty();
        assertThat(code).isZero();
        assertThat(result.path("http").path("rows"))
                .hasSize(6)
                .allSatisfy(row -> assertThat(row.path("requestsPerSecond").asDouble())
                        .as(row.path("route").asText())
                        .isPositive());
    }

    @Test
    void whatIsRememberedIsFoundAgain() throws IOException {
        Path json = folder.resolve("result.json");
        int code = Bench.commandLine()
                .execute("--quick", "--agents", "300", "--only", "memory,vectors", "--json", json.toString());

        JsonNode result = new ObjectMapper().readTree(json.toFile());
        assertThat(result.path("differences")).isEmpty();
        assertThat(code).isZero();
        assertThat(result.path("vectors").path("searches"))
                .hasSize(2)
                .allSatisfy(
                        search -> assertThat(search.path("recall").asDouble()).isGreaterThanOrEqualTo(0.95));
        if (RedisBinary.find().isPresent()) {
            assertThat(result.path("memory").path("states").asLong()).isEqualTo(300);
            assertThat(result.path("memory").path("moved").asLong()).isPositive();
        }
    }
}
