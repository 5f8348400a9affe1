package io.blackroad.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How many cases there are is what the pages say. Prints the table. */
class ConformanceCountTest {
    private static final Path CASES = Path.of("src/test/resources/conformance");

    @Test
    void theCountsOfThePagesAreTrue() throws IOException {
        Map<String, Integer> counts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(CASES)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".csv")).toList()) {
                if (!file.endsWith("safe-differences.csv")) {
                    String system = file.getParent().getFileName().toString();
                    String resource = "/conformance/" + system + "/" + file.getFileName();
                    List<Map<String, String>> rows = Csv.rows(resource);
                    assertThat(rows).allSatisfy(row -> {
                        assertThat(row.get("source")).isNotBlank();
                        assertThat(row.get("version")).isNotBlank();
                        assertThat(row.get("case")).isNotBlank();
                    });
                    counts.merge(system, rows.size(), Integer::sum);
                }
            }
        }
        int all = counts.values().stream().mapToInt(Integer::intValue).sum();
        System.out.println("conformance cases: " + counts + ", together " + all);
        assertThat(all).isGreaterThanOrEqualTo(250);
        String readme = Files.readString(Path.of("../../README.md"));
        assertThat(readme.replaceAll("\\s+", " "))
                .contains(all + " cases")
                .contains("HPA " + counts.get("hpa"))
                .contains("Knative " + counts.get("knative"))
                .contains("KEDA " + counts.get("keda"))
                .contains("Ray Serve " + counts.get("ray"))
                .contains("its "
                        + Csv.rows("/conformance/hpa/safe-differences.csv").size() + " differences");
    }
}
