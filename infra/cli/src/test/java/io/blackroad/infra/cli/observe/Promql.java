package io.blackroad.infra.cli.observe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a query asks for that nobody shows. */
final class Promql {
    private static final Pattern SERIES = Pattern.compile("\\b(blackroad[\\w:]+)(?:\\{([^}]*)})?");
    private static final Pattern LABEL = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)");
    private static final Pattern GROUPED = Pattern.compile("\\bby \\(([^)]*)\\)");

    /** What Prometheus itself adds. */
    private static final Set<String> OF_PROMETHEUS = Set.of("job", "instance", "le");

    private Promql() {}

    /**
     * Metrics and labels of a query that neither the list nor the recorded series have.
     *
     * @param metrics what is shown, by name
     * @param recorded names of recorded series
     */
    static List<String> unknown(String query, Map<String, Metric> metrics, Set<String> recorded) {
        List<String> unknown = new ArrayList<>();
        List<String> labels = new ArrayList<>(OF_PROMETHEUS);
        Matcher series = SERIES.matcher(query);
        while (series.find()) {
            String name = Metric.family(series.group(1), metrics.keySet());
            Metric metric = metrics.get(name);
            if (metric == null) {
                if (!recorded.contains(series.group(1))) {
                    unknown.add(series.group(1));
                }
                continue;
            }
            labels.addAll(metric.labels());
            if (series.group(2) != null) {
                Matcher label = LABEL.matcher(series.group(2));
                while (label.find()) {
                    if (!metric.labels().contains(label.group(1)) && !OF_PROMETHEUS.contains(label.group(1))) {
                        unknown.add(name + "{" + label.group(1) + "}");
                    }
                }
            }
        }
        Matcher grouped = GROUPED.matcher(query);
        while (grouped.find()) {
            Arrays.stream(grouped.group(1).split(",\\s*"))
                    .filter(label -> !labels.contains(label))
                    .forEach(label -> unknown.add("by (" + label + ")"));
        }
        return unknown;
    }
}
