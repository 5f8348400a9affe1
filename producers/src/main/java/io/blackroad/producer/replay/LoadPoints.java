package io.blackroad.producer.replay;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The rows of a trace by whole seconds since its first one; those of one second are added up. */
final class LoadPoints {
    private static final long MICROS = 1_000_000;
    /** Two centuries of seconds do not fit; ten years do. */
    private static final long LONGEST_SECONDS = 315_360_000;

    private final List<LoadPoint> points;
    private final long first;
    private final int[] seconds;
    private final double[] sums;

    LoadPoints(String name, List<LoadPoint> points) {
        this.points = points;
        this.first = points.stream().mapToLong(LoadPoint::atMicros).min().orElseThrow();
        Map<Integer, Double> bySecond = new TreeMap<>();
        for (LoadPoint point : points) {
            long second = (point.atMicros() - first + MICROS / 2) / MICROS;
            if (second > LONGEST_SECONDS) {
                throw new TraceException(name + " spans more than ten years", null);
            }
            bySecond.merge((int) second, point.value(), Double::sum);
        }
        this.seconds = bySecond.keySet().stream().mapToInt(Integer::intValue).toArray();
        this.sums = bySecond.values().stream().mapToDouble(Double::doubleValue).toArray();
        if (seconds.length < 2) {
            throw new TraceException(name + " has fewer than two times, which is no load over time", null);
        }
    }

    /** The median gap: a sample that is missing must not look like a long interval with a low rate. */
    int usualGapSeconds() {
        int[] gaps = new int[seconds.length - 1];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = seconds[i + 1] - seconds[i];
        }
        Arrays.sort(gaps);
        return gaps[gaps.length / 2];
    }

    /** Each value holds until the next. */
    LoadTrace steps(String name, double factor) {
        double[] levels = Arrays.stream(sums).map(sum -> sum * factor).toArray();
        return new LoadTrace(name, seconds[seconds.length - 1] + usualGapSeconds(), seconds, levels);
    }

    /** Samples of something that moves between them. */
    LoadTrace lines(String name) {
        double[] levels = new double[seconds[seconds.length - 1] + 1];
        for (int i = 0; i + 1 < seconds.length; i++) {
            int gap = seconds[i + 1] - seconds[i];
            for (int second = 0; second < gap; second++) {
                levels[seconds[i] + second] = sums[i] + (sums[i + 1] - sums[i]) * second / gap;
            }
        }
        levels[levels.length - 1] = sums[sums.length - 1];
        return LoadTrace.of(name, levels);
    }

    /** Requests at work in each second, to the fraction of a second. */
    LoadTrace atWork(String name) {
        double[] levels = new double[seconds[seconds.length - 1] + 1];
        for (LoadPoint point : points) {
            double from = (point.atMicros() - first) / (double) MICROS;
            double to = Math.min(levels.length, from + point.value());
            for (int second = (int) from; second < to; second++) {
                levels[second] += Math.min(to, second + 1) - Math.max(from, second);
            }
        }
        return LoadTrace.of(name, levels);
    }
}
