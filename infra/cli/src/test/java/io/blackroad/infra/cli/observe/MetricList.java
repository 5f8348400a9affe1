package io.blackroad.infra.cli.observe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The list in infra/docs/metrics.md: a heading a part, a row a metric. */
public final class MetricList {
    private static final Path PAGE = Path.of(System.getProperty("blackroad.root", "../.."), "infra/docs/metrics.md");
    private static final Pattern ROW = Pattern.compile("\\| `(\\w+)` \\| (\\w+) \\| ([^|]*) \\| (.*) \\|");

    private MetricList() {}

    /** Those of the parts under these headings, by name; of all parts when none is named. */
    public static Map<String, Metric> of(String... headings) {
        Map<String, Metric> metrics = new TreeMap<>();
        String heading = "";
        for (String line : lines()) {
            Matcher row = ROW.matcher(line);
            if (line.startsWith("## ")) {
                heading = line.substring(3);
            } else if (row.matches()
                    && (headings.length == 0 || List.of(headings).contains(heading))) {
                metrics.put(row.group(1), new Metric(row.group(1), row.group(2), words(row.group(3)), row.group(4)));
            }
        }
        return metrics;
    }

    private static List<String> lines() {
        try {
            return Files.readAllLines(PAGE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> words(String cell) {
        return Arrays.stream(cell.strip().split(", "))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toSet());
    }
}
