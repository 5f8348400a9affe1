package io.blackroad.infra.system.soak;

import io.blackroad.infra.system.soak.Trend.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was measured during a run, by whose it is, and whether it stayed flat: the robust line through the second half of
 * each life of a process rises by no more than {@link Measure#allowed}. A life that is too short says nothing. Many threads
 * may add.
 */
public final class Vitals {
    private static final int LEAST_READINGS = 4;

    /** Two that are out of line do not bend a line through so many. */
    private static final int LEAST_OF_HALF = 10;

    private static final Comparator<Line> ORDER =
            Comparator.comparing(Line::measure).thenComparing(Line::of).thenComparing(Line::life);

    private final Map<Line, List<Reading>> readings = new TreeMap<>(ORDER);

    /** One thing measured of one life of a process; life is its process id, 0 where there is only one. */
    private record Line(Measure measure, String of, long life) {}

    /** @param at seconds since the run began */
    public synchronized void add(Measure measure, String of, long life, double at, double value) {
        readings.computeIfAbsent(new Line(measure, of, life), any -> new ArrayList<>())
                .add(new Reading(at, value));
    }

    /** What did not stay flat, a sentence each. */
    public synchronized List<String> findings(Duration leastLife) {
        List<String> findings = new ArrayList<>();
        readings.forEach((line, all) -> {
            Trend trend = trend(line, all);
            if (isJudged(line, all, leastLife) && trend.growth() > line.measure.allowed(trend.median())) {
                findings.add("not flat: " + text(line, all, leastLife));
            }
        });
        return findings;
    }

    /** How many lines the judgement is about; of none it would say nothing. */
    public synchronized long judged(Measure measure, Duration leastLife) {
        return readings.entrySet().stream()
                .filter(entry -> entry.getKey().measure == measure)
                .filter(entry -> isJudged(entry.getKey(), entry.getValue(), leastLife))
                .count();
    }

    /** All of it for people. */
    public synchronized List<String> table(Duration leastLife) {
        return readings.entrySet().stream()
                .map(entry -> text(entry.getKey(), entry.getValue(), leastLife))
                .toList();
    }

    private static Trend trend(Line line, List<Reading> all) {
        return Trend.of(line.measure.secondHalf() ? Trend.secondHalf(all) : all);
    }

    private static boolean isJudged(Line line, List<Reading> all, Duration leastLife) {
        if (!line.measure.secondHalf()) {
            return all.size() >= LEAST_READINGS;
        }
        boolean old = all.get(all.size() - 1).at() - all.get(0).at() >= leastLife.toSeconds();
        return old && Trend.secondHalf(all).size() >= LEAST_OF_HALF;
    }

    private static String text(Line line, List<Reading> all, Duration leastLife) {
        Trend trend = trend(line, all);
        double unit = line.measure.unit();
        double most = all.stream().mapToDouble(Reading::value).max().orElse(0);
        String judged = isJudged(line, all, leastLife)
                ? "grew by %,.1f of at most %,.1f"
                        .formatted(trend.growth() / unit, line.measure.allowed(trend.median()) / unit)
                : "too short to be judged";
        return String.format(
                Locale.ROOT,
                "%-18s %-28s %7s  from %4.0f s to %4.0f s  first %,9.1f  median %,9.1f  most %,9.1f  %s",
                line.measure.label(),
                line.of,
                line.life == 0 ? "" : Long.toString(line.life),
                all.get(0).at(),
                all.get(all.size() - 1).at(),
                all.get(0).value() / unit,
                trend.median() / unit,
                most / unit,
                judged);
    }
}
