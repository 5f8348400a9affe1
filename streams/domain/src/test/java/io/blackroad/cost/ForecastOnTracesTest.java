package io.blackroad.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Judges the forecast at the seventh day on real traces where the machine has them, {@code -Dblackroad.traces=DIR}; reported
 * as skipped where it has not. An hour costs what its load is; the month is the first 30 days of a trace, or all of it.
 */
class ForecastOnTracesTest {
    private static final Instant MONTH = Instant.parse("2026-04-01T00:00:00Z");
    private static final int MOST_DAYS = 30;
    private static final int FEWEST_DAYS = 13;
    private static final int STARTS = 40;

    @Test
    void beatsTheRunRateByAThird() throws IOException {
        Path folder = Path.of(System.getProperty("blackroad.traces", ""));
        boolean there = Files.exists(folder.resolve("arrivals-nab-twitter-amzn.csv"));
        assumeTrue(there, "no traces in " + folder.toAbsolutePath() + "; name the folder with -Dblackroad.traces=DIR");
        List<Path> traces;
        try (var files = Files.list(folder)) {
            traces = files.filter(file -> file.getFileName().toString().matches("(arrivals|cpu)-.*\\.csv"))
                    .sorted()
                    .toList();
        }
        List<Double> ratios = new ArrayList<>();
        Errors first = new Errors(0, 0, 0);
        Errors later = new Errors(0, 0, 0);
        System.out.println("month's end told at day 7, error in % of the truth: run rate, forecast");
        for (Path trace : traces) {
            SortedMap<Instant, Long> hours = hours(trace);
            long last = Duration.between(MONTH, hours.lastKey()).toDays();
            for (int start = 0; start < STARTS && last - start >= FEWEST_DAYS; start++) {
                int days = (int) Math.min(MOST_DAYS, last - start);
                Errors errors = judge(from(hours, start), days);
                later = later.plus(errors);
                if (start == 0) {
                    first = first.plus(errors);
                    ratios.add(errors.ratio());
                    System.out.printf(Locale.ROOT, "%-44s %2d days %s%n", trace.getFileName(), days, errors);
                }
            }
        }
        Collections.sort(ratios);
        double median = ratios.get(ratios.size() / 2);
        System.out.printf(Locale.ROOT, "mean %s; median of the ratios %.2f%n", first, median);
        System.out.printf(Locale.ROOT, "begun on any of the first %d days: mean %s%n", STARTS, later);
        assertThat(median).isLessThanOrEqualTo(2.0 / 3);
        assertThat(first.ratio()).isLessThanOrEqualTo(2.0 / 3);
        assertThat(later.ratio()).isLessThan(1);
    }

    /** How far the month's end was off, in shares of the truth, summed over months. */
    private record Errors(int months, double byRunRate, double byForecast) {
        Errors plus(Errors other) {
            return new Errors(months + other.months, byRunRate + other.byRunRate, byForecast + other.byForecast);
        }

        double ratio() {
            return byForecast / byRunRate;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%6.1f %6.1f, %.2f times, of %d",
                    100 * byRunRate / months,
                    100 * byForecast / months,
                    ratio(),
                    months);
        }
    }

    private static Errors judge(SortedMap<Instant, Long> hours, int days) {
        Instant now = MONTH.plus(Duration.ofDays(7));
        double truth = sum(hours, MONTH, MONTH.plus(Duration.ofDays(days)));
        // The forecast is of a calendar month; a trace that is shorter is judged on its own days.
        Forecast told = Forecast.of(hours.headMap(now), now);
        double toDate = told.monthToDate();
        double share = (days - 7) / 23.0;
        double run = Math.abs(toDate + (told.runRate() - toDate) * share - truth) / truth;
        double forecast = days == MOST_DAYS
                ? Math.abs(told.monthEnd() - truth) / truth
                : Math.abs(toDate + week(hours, now, days - 7) - truth) / truth;
        return new Errors(1, run, forecast);
    }

    /** A trace without its first days. */
    private static SortedMap<Instant, Long> from(SortedMap<Instant, Long> hours, int start) {
        Duration skipped = Duration.ofDays(start);
        SortedMap<Instant, Long> rest = new TreeMap<>();
        hours.tailMap(MONTH.plus(skipped)).forEach((hour, cost) -> rest.put(hour.minus(skipped), cost));
        return rest;
    }

    /** What the forecast expects of the days after now: their sum is that of a month which ends there. */
    private static double week(SortedMap<Instant, Long> hours, Instant now, int days) {
        // Shift the trace so that its last day is the month's last.
        Duration shift = Duration.between(now.plus(Duration.ofDays(days)), Instant.parse("2026-05-01T00:00:00Z"));
        SortedMap<Instant, Long> shifted = new TreeMap<>();
        hours.headMap(now).forEach((hour, cost) -> shifted.put(hour.plus(shift), cost));
        Forecast moved = Forecast.of(shifted, now.plus(shift));
        return (double) moved.monthEnd() - moved.monthToDate();
    }

    private static double sum(SortedMap<Instant, Long> hours, Instant from, Instant to) {
        return hours.subMap(from, to).values().stream()
                .mapToDouble(Long::doubleValue)
                .sum();
    }

    /** Thousandths of the load by hour; of a mean load its sum over the hour's rows, which are equally many. */
    private static SortedMap<Instant, Long> hours(Path trace) throws IOException {
        SortedMap<Instant, Long> hours = new TreeMap<>();
        List<String> lines = Files.readAllLines(trace);
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(",");
            long second = (long) Double.parseDouble(fields[0]);
            long load = Math.round(Double.parseDouble(fields[1]) * 1_000);
            hours.merge(MONTH.plusSeconds(second / 3_600 * 3_600), load, Long::sum);
        }
        return hours;
    }
}
