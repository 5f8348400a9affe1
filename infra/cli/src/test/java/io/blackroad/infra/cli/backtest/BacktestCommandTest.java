package io.blackroad.infra.cli.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.blackroad.infra.cli.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacktestCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private World world;

    @BeforeEach
    void aTrace() throws IOException {
        world = new World(folder);
        StringBuilder trace = new StringBuilder("timestamp_s,arrivals\n");
        for (int minute = 0; minute < 240; minute++) {
            trace.append(60 * minute)
                    .append(',')
                    .append(100 + (minute / 60 % 2) * 500 + minute % 7)
                    .append('\n');
        }
        Files.writeString(folder.resolve("trace.csv"), trace);
    }

    @Test
    void saysOfEachRuleSetHowItDid() {
        assertThat(world.run("backtest", "--rules", "adaptive,hpa-cpu", "--trace", "trace.csv"))
                .isZero();

        assertThat(world.out())
                .contains("trace.csv, 4.0 h")
                .containsPattern("(?m)^adaptive +[0-9.]+%")
                .containsPattern("(?m)^hpa-cpu +[0-9.]+%");
        assertThat(world.err()).isEmpty();
    }

    @Test
    void givesTheSameAnswerAgain() {
        world.run("backtest", "--rules", "adaptive,kpa", "--trace", "trace.csv", "--json");
        World again = new World(folder);
        again.run("backtest", "--rules", "adaptive,kpa", "--trace", "trace.csv", "--json");

        assertThat(again.out()).isEqualTo(world.out());
    }

    @Test
    void writesJsonCsvAndAReportThatNeedsNothingElse() throws IOException {
        int code = world.run(
                "backtest",
                "--rules",
                "adaptive",
                "--trace",
                "trace.csv",
                "--json",
                "--csv",
                "scores.csv",
                "--html",
                "report.html");

        assertThat(code).isZero();
        JsonNode answer = JSON.readTree(world.out());
        assertThat(answer.at("/runs/0/ruleSet").asText()).isEqualTo("adaptive");
        assertThat(answer.at("/runs/0/replicaHours").asDouble()).isPositive();
        assertThat(Files.readAllLines(folder.resolve("scores.csv"))).hasSize(2);
        String report = Files.readString(folder.resolve("report.html"));
        assertThat(report).contains("prefers-color-scheme: dark").contains("tasks/s arrives");
        assertThat(report.replace("http://www.w3.org/2000/svg", "")).doesNotContain("http:", "https:", "@REPORT@");
    }

    @Test
    void takesARuleFileAsRulesSetDoes() throws IOException {
        Files.writeString(
                folder.resolve("mine.yaml"),
                "rules:\n  default:\n    kind: target\n    minReplicas: 2\n    maxReplicas: 300\n"
                        + "    parameters: { mode: safe, metric: cpu, targetPercent: 60 }\n");

        assertThat(world.run("backtest", "--rules", "mine.yaml", "--trace", "trace.csv", "--start-lag", "2m"))
                .isZero();

        assertThat(world.out()).contains("start lag 120 s").containsPattern("(?m)^mine ");
    }

    @Test
    void wrongInputIsNamed() {
        assertThat(world.run("backtest", "--rules", "adaptve", "--trace", "trace.csv"))
                .isNotZero();
        assertThat(world.run("backtest", "--trace", "trace.csv")).isEqualTo(2);
        assertThat(world.run("backtest", "--rules", "adaptive")).isEqualTo(2);
        assertThat(world.run("backtest", "--rules", "adaptive", "--trace", "none.csv"))
                .isEqualTo(2);
        assertThat(world.run("backtest", "--rules", "kpa", "--trace", "trace.csv", "--start-lag", "soon"))
                .isEqualTo(2);
        assertThat(world.run("backtest", "--rules", "kpa", "--trace", "trace.csv", "--peak", "0"))
                .isEqualTo(2);

        assertThat(world.err())
                .contains("did you mean adaptive?")
                .contains("name rule sets with --rules")
                .contains("none.csv is no readable file")
                .contains("'soon' is no time")
                .contains("--peak must be above 0");
    }

    @Test
    void theScoreboardSkipsWhatIsNoLoadAndSaysWhatWasReached() throws IOException {
        Files.writeString(folder.resolve("other.csv"), "name,size\nx,1\n");

        assertThat(world.run("backtest", "--scoreboard", ".", "--json")).isZero();

        assertThat(world.err()).contains("skipped other.csv");
        JsonNode board = JSON.readTree(world.out());
        assertThat(board.path("standings")).hasSize(2);
        assertThat(board.at("/standings/0/runs")).hasSize(6);
        for (JsonNode goal : board.path("goals")) {
            if (goal.path("what").asText().startsWith("tenfold step")
                    || goal.path("what").asText().startsWith("calm")) {
                assertThat(goal.path("met").asBoolean()).as(goal.toString()).isTrue();
            }
        }
    }

    @Test
    void onARealTraceNoPeerIsBetterInBoth() throws IOException {
        Path real = Path.of(System.getProperty("blackroad.traces", ""), "gentd26-qps.csv.gz");
        assumeTrue(Files.exists(real), "no trace " + real + "; name its folder with -Dblackroad.traces=DIR");

        world.run(
                "backtest",
                "--rules",
                "adaptive,hpa-cpu,hpa-queue,keda-queue,kpa,ray-serve",
                "--json",
                "--trace",
                real.toAbsolutePath().toString());

        JsonNode runs = JSON.readTree(world.out()).path("runs");
        double under = runs.at("/0/timeshareUnder").asDouble();
        double hours = runs.at("/0/replicaHours").asDouble();
        assertThat(under).isLessThanOrEqualTo(0.028);
        for (int peer = 1; peer < runs.size(); peer++) {
            boolean better = runs.get(peer).path("timeshareUnder").asDouble() <= under
                    && runs.get(peer).path("replicaHours").asDouble() <= hours;
            assertThat(better).as(runs.get(peer).path("ruleSet").asText()).isFalse();
        }
    }
}
