package io.blackroad.infra.bench.measure;

import java.util.Arrays;

/** The middle of several passes, which one slow pass does not move. */
public final class Medians {
    private Medians() {}

    /** The median of one or more values; of an even number, the mean of the middle two. */
    public static double of(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
