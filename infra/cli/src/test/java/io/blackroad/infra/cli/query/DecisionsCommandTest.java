package io.blackroad.infra.cli.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.infra.cli.World;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecisionsCommandTest {
    @TempDir
    Path folder;

    @Test
    void printsOldestFirstOneALine() {
        try (FakeServer server = new FakeServer().with("/v1/decisions", 200, page(null, 2, 1))) {
            World world = new World(folder);

            assertThat(world.run("decisions", "--server", server.url())).isZero();

            assertThat(world.out().lines())
                    .containsExactly(
                            "2026-02-05T10:00:01Z  us-east/api        UP   5 -> 6  NONE: because 1  [us-east.api.1]",
                            "2026-02-05T10:00:02Z  us-east/api        UP   5 -> 6  NONE: because 2  [us-east.api.2]");
        }
    }

    @Test
    void followsWithoutRepeatingAndReadsPagesWhileTheyAreNew() {
        try (FakeServer server = new FakeServer()
                .with("/v1/decisions", 200, page("c", 2), page(null, 1), page("c", 4), page("c", 3, 2))) {
            World world = new World(folder).withRounds(1);

            assertThat(world.run("decisions", "--follow", "--server", server.url()))
                    .isZero();

            assertThat(world.out().lines().map(line -> line.replaceAll(".*api\\.(\\d)]", "$1")))
                    .containsExactly("1", "2", "3", "4");
        }
    }

    @Test
    void asksForWhatWasAskedFor() {
        try (FakeServer server = new FakeServer().with("/v1/decisions", 200, page(null))) {
            World world = new World(folder);

            world.run(
                    "decisions",
                    "--target=us-east/api",
                    "--since=10m",
                    "--limit=7",
                    "--no-holds",
                    "--server=" + server.url());

            assertThat(server.asked())
                    .containsExactly("/v1/decisions?holds=false&limit=7&since=2026-02-05T10%3A50%3A00Z"
                            + "&target=us-east%2Fapi");
        }
    }

    @Test
    void namesPartitionsThatDidNotAnswer() {
        String partial = "{\"items\":[],\"next\":null,\"missingPartitions\":[3]}";
        try (FakeServer server = new FakeServer().with("/v1/decisions", 200, partial)) {
            World world = new World(folder);

            world.run("decisions", "--server", server.url());

            assertThat(world.err()).contains("may be missing: [3]");
        }
    }

    private static String page(String next, int... sequences) {
        String items = Stream.of(java.util.Arrays.stream(sequences).boxed().toArray(Integer[]::new))
                .map(n -> """
                        {"decisionId":"us-east.api.%1$d","region":"us-east","service":"api","sequence":%1$d,
                         "decidedAt":"2026-02-05T10:00:0%1$dZ","direction":"UP","fromReplicas":5,"toReplicas":6,
                         "binding":"NONE","reason":"because %1$d"}""".formatted(n))
                .collect(Collectors.joining(","));
        return "{\"items\":[" + items + "],\"next\":" + (next == null ? "null" : "\"" + next + "\"")
                + ",\"missingPartitions\":[]}";
    }
}
