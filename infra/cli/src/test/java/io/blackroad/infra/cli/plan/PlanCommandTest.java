package io.blackroad.infra.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.blackroad.connect.ControlFile;
import io.blackroad.infra.cli.Golden;
import io.blackroad.infra.cli.World;
import io.blackroad.infra.cli.query.FakeServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanCommandTest {
    @TempDir
    Path folder;

    @Test
    void theLargestPhaseCostsWhatTheGuideNeverAddsUp() {
        World world = new World(folder);

        assertThat(world.run("plan", "--agents", "30000", "--control")).isZero();

        Golden.check("plan.txt", world.out());
    }

    @Test
    void theServersPlanIsPrintedLikeOurOwn() {
        World own = new World(folder);
        assertThat(own.run("plan", "--agents", "2000", "--control", "--json")).isZero();
        World asking = new World(folder);
        try (FakeServer server = new FakeServer().with("/v1/plan", 200, own.out())) {
            assertThat(asking.run("plan", "--agents", "2000", "--server", server.url()))
                    .isZero();
            assertThat(server.asked()).containsExactly("/v1/plan?agents=2000");
        }
        World page = new World(folder);
        page.run("plan", "--agents", "2000", "--control");

        assertThat(asking.out()).isEqualTo(page.out()).startsWith("2,000 agents: phase beta");
    }

    @Test
    void aControlFileHasItsOwnPhasesAndPrices() throws IOException {
        Path cheap = Files.writeString(
                folder.resolve("cheap.yaml"),
                ControlFile.defaultText()
                        .replace("dollars: 4.50,      unit: hour", "dollars: 0.45,      unit: hour")
                        .replace("{ name: gpu,      count: 60,", "{ name: gpu,      count: 30,"));
        World world = new World(folder);

        assertThat(world.run("plan", "--agents", "30000", "--control", cheap.toString(), "--json"))
                .isZero();

        JsonNode gpu = new ObjectMapper().readTree(world.out()).path("costs").get(2);
        assertThat(gpu.path("computed").asLong()).as("30 x 0.45 x 730").isEqualTo(9_855_000_000_000L);
    }

    @Test
    void phasesWithoutResourcesSayWhatIsMissing() throws IOException {
        Path bare = Files.writeString(
                folder.resolve("bare.yaml"),
                ControlFile.defaultText().replaceAll("(?m)^(    resources:|      - \\{ name).*\\n", ""));
        World world = new World(folder);

        assertThat(world.run("plan", "--agents", "10", "--control", bare.toString()))
                .isEqualTo(1);
        assertThat(world.err()).contains("bare.yaml: no phase says what it is built from");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-5", "100000001", "many", "1.5"})
    void wrongNumbersAreWrongUsage(String agents) {
        World world = new World(folder);

        assertThat(world.run("plan", "--agents", agents, "--control")).isEqualTo(2);
        assertThat(world.err()).contains("--agents").contains(agents);
    }
}
