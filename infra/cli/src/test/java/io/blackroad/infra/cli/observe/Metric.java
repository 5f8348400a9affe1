package io.blackroad.infra.cli.observe;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A metric, as the list in infra/docs/metrics.md has it and as a running part shows it.
 *
 * @param labels names of its labels, but for those that every histogram and summary has
 */
public record Metric(String name, String type, Set<String> labels, String meaning) {
    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? \\S+");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]\\w*)=\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern PART_OF_ANOTHER = Pattern.compile("_(bucket|sum|count)$");

    public Metric {
        labels = Set.copyOf(labels);
    }

    /** Those under {@code blackroad_} in a text of Prometheus' format that have a value, by name. */
    public static Map<String, Metric> shown(String exposition) {
        Map<String, String> types = new TreeMap<>();
        Map<String, String> meanings = new TreeMap<>();
        Map<String, Set<String>> labels = new TreeMap<>();
        exposition.lines().filter(line -> line.contains("blackroad_")).forEach(line -> {
            String[] words = line.split(" ", 4);
            if (line.startsWith("# TYPE ")) {
                types.put(words[2], words[3]);
            } else if (line.startsWith("# HELP ")) {
                meanings.put(words[2], words[3]);
            } else {
                addLabels(labels, types, line);
            }
        });
        Map<String, Metric> metrics = new TreeMap<>();
        labels.forEach(
                (name, found) -> metrics.put(name, new Metric(name, types.get(name), found, meanings.get(name))));
        return metrics;
    }

    private static void addLabels(Map<String, Set<String>> labels, Map<String, String> types, String line) {
        Matcher sample = SAMPLE.matcher(line);
        if (!sample.matches() || !sample.group(1).startsWith("blackroad_")) {
            return;
        }
        String name = family(sample.group(1), types.keySet());
        Set<String> found = labels.computeIfAbsent(name, same -> new TreeSet<>());
        if (sample.group(2) != null) {
            found.addAll(labels(sample.group(2)));
        }
    }

    /** The metric that a series belongs to. */
    static String family(String series, Collection<String> known) {
        String whole = PART_OF_ANOTHER.matcher(series).replaceFirst("");
        return known.contains(series) ? series : whole;
    }

    private static Set<String> labels(String text) {
        Set<String> names = new TreeSet<>();
        Matcher label = LABEL.matcher(text);
        while (label.find()) {
            names.add(label.group(1));
        }
        names.remove("le");
        return names;
    }
}
