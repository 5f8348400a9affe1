package io.blackroad.infra.system.soak;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A line through readings that a few of them cannot bend: the median of the slopes between all pairs (Theil and Sen), and
 * the median of the values.
 *
 * @param growth by how much the line rises between the first and the last reading
 */
record Trend(double median, double growth, int readings, double seconds) {
    private static final int MOST = 400;

    /**
     * @param at when a value was read
     */
    record Reading(double at, double value) {}

    static Trend of(List<Reading> all) {
        List<Reading> some = thinned(all);
        double[] slopes = IntStream.range(0, some.size())
                .boxed()
                .flatMapToDouble(i -> some.subList(i + 1, some.size()).stream()
                        .filter(later -> later.at > some.get(i).at)
                        .mapToDouble(later -> (later.value - some.get(i).value) / (later.at - some.get(i).at)))
                .toArray();
        double span = some.isEmpty() ? 0 : some.get(some.size() - 1).at - some.get(0).at;
        double[] values = some.stream().mapToDouble(Reading::value).toArray();
        return new Trend(median(values), median(slopes) * span, all.size(), span);
    }

    /** What was read in the second half of the time. */
    static List<Reading> secondHalf(List<Reading> all) {
        if (all.isEmpty()) {
            return all;
        }
        double middle = (all.get(0).at + all.get(all.size() - 1).at) / 2;
        return all.stream().filter(reading -> reading.at >= middle).toList();
    }

    /** The pairs of more would take long and say the same. */
    private static List<Reading> thinned(List<Reading> all) {
        int step = (all.size() + MOST - 1) / MOST;
        return step <= 1
                ? all
                : IntStream.range(0, all.size())
                        .filter(i -> i % step == 0)
                        .mapToObj(all::get)
                        .toList();
    }

    private static double median(double[] values) {
        if (values.length == 0) {
            return 0;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
