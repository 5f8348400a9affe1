package io.blackroad.infra.cli.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.infra.cli.Golden;
import io.blackroad.infra.cli.World;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CostCommandTest {
    @TempDir
    Path folder;

    @Test
    void printsGroupsTheMonthAndWhatTheBudgetsSay() throws IOException {
        try (FakeServer server = new FakeServer().with("/v1/cost", 200, resource("cost.json"))) {
            World world = new World(folder);

            assertThat(world.run("cost", "--server", server.url())).isZero();

            Golden.check("cost.txt", world.out());
            assertThat(server.asked()).containsExactly("/v1/cost?by=service&window=month");
            assertThat(world.err()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"24h, PT24H", "7d, P7D", "month, month"})
    void asksForTheWindowAndGroupingThatWereTyped(String typed, String asked) throws IOException {
        try (FakeServer server = new FakeServer().with("/v1/cost", 200, resource("cost.json"))) {
            World world = new World(folder);

            assertThat(world.run("cost", "--by", "region", "--window", typed, "--json", "--server", server.url()))
                    .isZero();

            assertThat(server.asked()).containsExactly("/v1/cost?by=region&window=" + asked);
            assertThat(world.out()).startsWith("{\"at\":").contains("\"open\":0");
        }
    }

    @Test
    void asksForAsManyAgentsAsWereTyped() throws IOException {
        try (FakeServer server = new FakeServer().with("/v1/cost", 200, resource("cost.json"))) {
            World world = new World(folder);

            assertThat(world.run("cost", "--by", "agent", "--top", "5", "--server", server.url()))
                    .isZero();

            assertThat(server.asked()).containsExactly("/v1/cost?by=agent&limit=5&window=month");
        }
    }

    @Test
    void aWindowThatIsNoneIsWrongUsage() {
        World world = new World(folder);

        assertThat(world.run("cost", "--window", "yesterday")).isEqualTo(2);

        assertThat(world.err()).contains("--window 'yesterday' is no window: write month, 24h or 7d");
    }

    private static String resource(String name) throws IOException {
        try (var stream = CostCommandTest.class.getResourceAsStream("/" + name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
