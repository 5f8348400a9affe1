package io.blackroad.infra.cli.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The boards in infra/grafana. */
class BoardsTest {
    private static final Path FOLDER = Path.of(System.getProperty("blackroad.root", "../.."), "infra/grafana");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_PANELS = 12;
    private static final int COLUMNS = 24;

    @TempDir
    Path folder;

    static List<Path> boards() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void theyAreNumberedFromOverviewToDetail() throws IOException {
        List<Path> boards = boards();
        assertThat(boards).hasSizeGreaterThan(4);
        for (int number = 1; number <= boards.size(); number++) {
            Path file = boards.get(number - 1);
            assertThat(file.getFileName().toString()).startsWith(number + "-");
            assertThat(read(file).at("/title").asText()).startsWith(number + " ");
            assertThat(read(file).at("/uid").asText()).isEqualTo("blackroad-" + number);
        }
        assertThat(read(boards.get(0)).at("/title").asText()).isEqualTo("1 Overview");
    }

    @ParameterizedTest
    @MethodSource("boards")
    void panelsAreFewAndAskForWhatIsShown(Path file) {
        JsonNode panels = read(file).at("/panels");
        assertThat(panels.size()).isBetween(1, MOST_PANELS);
        Set<Integer> ids = new HashSet<>();
        Set<String> cells = new HashSet<>();
        for (JsonNode panel : panels) {
            assertThat(panel.at("/title").asText()).isNotBlank();
            assertThat(ids.add(panel.at("/id").asInt())).isTrue();
            assertThat(panel.at("/datasource/uid").asText()).isEqualTo("${datasource}");
            occupies(panel.at("/gridPos"), cells);
            assertThat(panel.at("/targets")).isNotEmpty();
            for (JsonNode target : panel.at("/targets")) {
                String query = target.at("/expr").asText();
                assertThat(Promql.unknown(query, MetricList.of(), RuleFile.recorded()))
                        .as(query)
                        .isEmpty();
            }
        }
    }

    private static void occupies(JsonNode place, Set<String> cells) {
        assertThat(place.at("/x").asInt() + place.at("/w").asInt()).isLessThanOrEqualTo(COLUMNS);
        for (int x = 0; x < place.at("/w").asInt(); x++) {
            for (int y = 0; y < place.at("/h").asInt(); y++) {
                assertThat(cells.add((place.at("/x").asInt() + x) + ","
                                + (place.at("/y").asInt() + y)))
                        .as("panels lie over each other")
                        .isTrue();
            }
        }
    }

    @Test
    void everyQueryIsOneThatPrometheusReads() throws Exception {
        List<String> lines = new ArrayList<>(List.of("groups:", "  - name: boards", "    rules:"));
        for (Path board : boards()) {
            for (JsonNode query : read(board).findValues("expr")) {
                lines.add("      - record: board:query:" + lines.size());
                lines.add("        expr: " + JSON.writeValueAsString(query.asText()));
            }
        }
        Path rules = Files.write(folder.resolve("boards.yaml"), lines);
        Promtool.passes("check", "rules", rules.toString());
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
