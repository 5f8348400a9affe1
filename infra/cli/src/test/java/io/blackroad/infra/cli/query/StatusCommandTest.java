package io.blackroad.infra.cli.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.infra.cli.Golden;
import io.blackroad.infra.cli.World;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusCommandTest {
    private static final String UNKNOWN = """
            {"at":"2026-02-05T11:00:00Z","agents":{"active":null,"target":30000},
             "services":[{"name":"api","displayName":"API Pods","replicas":null,"max":50}],
             "load":{"cpuPercent":null,"memoryPercent":null,"gpuPercent":null,"queued":null},
             "events":[],"monthlyCostDollars":null}""";

    @TempDir
    Path folder;

    @Test
    void printsTheLayoutOfTheGuide() throws IOException {
        try (FakeServer server = new FakeServer().with("/v1/status", 200, resource("status.json"))) {
            World world = new World(folder);

            assertThat(world.run("status", "--server", server.url())).isZero();

            Golden.check("status.txt", world.out());
            assertThat(world.err()).isEmpty();
        }
    }

    @Test
    void phaseAndAlertsFollowTheGuidesLayout() {
        String alerting = UNKNOWN.replace(
                "\"monthlyCostDollars\":null}",
                "\"monthlyCostDollars\":8234,\"phase\":{\"id\":\"scale\",\"maxAgents\":30000,\"monthlyBudgetDollars\":15000},"
                        + "\"alerts\":[{\"name\":\"TaskQueueBacklog\",\"state\":\"FIRING\",\"severity\":\"critical\","
                        + "\"summary\":\"12,000 tasks wait, the threshold is 10,000\",\"changedAt\":\"2026-02-05T10:25:00Z\"}]}");
        try (FakeServer server = new FakeServer().with("/v1/status", 200, alerting)) {
            World world = new World(folder);

            assertThat(world.run("status", "--server", server.url())).isZero();

            assertThat(world.out()).endsWith("""

                    Estimated Monthly Cost: $8,234

                    Phase: scale, up to 30,000 agents and $15,000 a month

                    Alerts:
                      10:25 - TaskQueueBacklog is firing (critical): 12,000 tasks wait, the threshold is 10,000
                    """);
        }
    }

    @Test
    void printsADashForWhatNobodyKnows() {
        try (FakeServer server = new FakeServer().with("/v1/status", 200, UNKNOWN)) {
            World world = new World(folder);

            assertThat(world.run("status", "--server", server.url())).isZero();

            assertThat(world.out())
                    .contains("  Agents: - / 30,000 (-)\n")
                    .contains("  API Pods: - / 50\n")
                    .contains("  CPU: - avg\n")
                    .contains("  Queue Depth: - tasks\n")
                    .contains("Estimated Monthly Cost: -\n");
        }
    }

    @Test
    void givesTheAnswerAsItCameWithJson() {
        try (FakeServer server = new FakeServer().with("/v1/status", 200, UNKNOWN)) {
            World world = new World(folder);

            assertThat(world.run("status", "--json", "--server", server.url())).isZero();

            assertThat(world.out()).startsWith("{\"at\":").contains("\"active\":null");
        }
    }

    @Test
    void watchesOnWhileTheServerRestarts() {
        try (FakeServer server = new FakeServer().with("/v1/status", 503, "{\"title\":\"Rebalancing\"}")) {
            World world = new World(folder).withRounds(2);

            assertThat(world.run("status", "--watch", "--server", server.url())).isZero();

            assertThat(server.asked()).hasSize(3);
            assertThat(world.err()).contains("Rebalancing");
        }
    }

    @Test
    void saysHowToStartAServerThatDoesNotAnswer() {
        World world = new World(folder);

        assertThat(world.run("status", "--server", "http://127.0.0.1:1")).isEqualTo(1);

        assertThat(world.err()).contains("no answer from http://127.0.0.1:1").contains("./scale.sh up");
    }

    @Test
    void asksTheServerOfTheEnvironment() {
        try (FakeServer server = new FakeServer().with("/v1/status", 200, UNKNOWN)) {
            World world = new World(folder).with("BLACKROAD_SERVER_URL", server.url());

            assertThat(world.run("status")).isZero();
        }
    }

    private static String resource(String name) throws IOException {
        try (var in = StatusCommandTest.class.getResourceAsStream("/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
