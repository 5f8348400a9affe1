package io.blackroad.infra.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of faults names tests that exist, for every fault or with the reason why there is none. */
class FaultMatrixTest {
    private static final Path ROOT = Path.of(System.getProperty("blackroad.root", "../.."));
    private static final int FAULTS = 48;
    private static final int RUN_AT_LEAST = 40;
    private static final Pattern ROW = Pattern.compile("\\| (\\d+) \\| (.*) \\| (.*) \\| (.*) \\|");
    private static final Pattern NAME = Pattern.compile("`(\\w+)(?:\\.(\\w+))?`");
    private static final String NOT_RUN = "not run: ";

    private record Row(int number, String fault, String tests) {}

    @Test
    void everyFaultHasATestThatExistsOrAReason() throws IOException {
        Map<String, String> sources = testSources();
        List<String> wrong = new ArrayList<>();
        List<Row> rows = rows();
        for (Row row : rows) {
            List<String> named = named(row.tests());
            if (named.isEmpty() && !row.tests().startsWith(NOT_RUN)) {
                wrong.add(row.number() + ": neither a test nor a reason: " + row.tests());
            }
            named.stream()
                    .filter(test -> !exists(test, sources))
                    .forEach(test -> wrong.add(row.number() + ": there is no test " + test));
        }
        assertThat(wrong).isEmpty();
        assertThat(rows)
                .extracting(Row::number)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, FAULTS).boxed().toList());
        assertThat(rows.stream().filter(row -> !row.tests().startsWith(NOT_RUN)))
                .hasSizeGreaterThanOrEqualTo(RUN_AT_LEAST);
    }

    @Test
    void aTestThatDoesNotExistIsFound() throws IOException {
        Map<String, String> sources = testSources();
        assertThat(exists("FaultMatrixTest.aTestThatDoesNotExistIsFound", sources))
                .isTrue();
        assertThat(exists("FaultMatrixTest", sources)).isTrue();
        assertThat(exists("FaultMatrixTest.noSuchTest", sources)).isFalse();
        assertThat(exists("NoSuchTest", sources)).isFalse();
    }

    private static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(ROOT.resolve("docs/faults.md"))) {
            Matcher matcher = ROW.matcher(line);
            if (matcher.matches()) {
                rows.add(new Row(Integer.parseInt(matcher.group(1)), matcher.group(2), matcher.group(4)));
            }
        }
        return rows;
    }

    private static List<String> named(String cell) {
        return NAME.matcher(cell)
                .results()
                .map(found -> found.group(2) == null ? found.group(1) : found.group(1) + "." + found.group(2))
                .toList();
    }

    private static boolean exists(String test, Map<String, String> sources) {
        String[] parts = test.split("\\.");
        String source = sources.get(parts[0]);
        return source != null && (parts.length == 1 || source.contains("void " + parts[1] + "("));
    }

    private static Map<String, String> testSources() throws IOException {
        Map<String, String> sources = new HashMap<>();
        try (Stream<Path> files = Files.walk(ROOT)) {
            List<Path> tests = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().contains("src/test/java"))
                    .toList();
            for (Path file : tests) {
                String name = file.getFileName().toString();
                sources.put(name.substring(0, name.length() - ".java".length()), Files.readString(file));
            }
        }
        return sources;
    }
}
