package io.blackroad.backtest;

import java.util.Arrays;

/**
 * Work that arrives, in replicas needed to serve it: 3.5 keeps three and a half replicas busy. A step function of the
 * tick, so that two months of five-minute counts are a few thousand numbers. Immutable.
 */
public final class Demand {
    /** Where a cut-off peak is read: one tick in ten thousand may need more. */
    public static final double PEAK_QUANTILE = 0.9999;

    private final int ticks;
    private final int[] starts;
    private final double[] levels;

    private Demand(int ticks, int[] starts, double[] levels) {
        this.ticks = ticks;
        this.starts = starts;
        this.levels = levels;
    }

    /**
     * A demand that changes at each of {@code starts}.
     *
     * @param ticks its length
     * @param starts ticks at which a level begins, rising, the first one 0
     * @param levels the levels, each finite and at least 0
     * @throws IllegalArgumentException if the steps are not like that
     */
    public static Demand of(int ticks, int[] starts, double[] levels) {
        if (starts.length != levels.length || starts.length == 0 || starts[0] != 0 || ticks <= 0) {
            throw new IllegalArgumentException("a demand needs a level from tick 0 on, and a length");
        }
        for (int i = 0; i < starts.length; i++) {
            boolean rising = i == 0 || starts[i] > starts[i - 1];
            if (!rising || starts[i] >= ticks || !(levels[i] >= 0) || Double.isInfinite(levels[i])) {
                throw new IllegalArgumentException(
                        "step " + i + " of a demand is at tick " + starts[i] + " with " + levels[i]);
            }
        }
        return new Demand(ticks, starts.clone(), levels.clone());
    }

    /** A demand with a level a tick. */
    public static Demand of(double[] levels) {
        int[] starts = new int[levels.length];
        double[] kept = new double[levels.length];
        int steps = 0;
        for (int tick = 0; tick < levels.length; tick++) {
            if (steps == 0 || kept[steps - 1] != levels[tick]) {
                starts[steps] = tick;
                kept[steps++] = levels[tick];
            }
        }
        return of(levels.length, Arrays.copyOf(starts, steps), Arrays.copyOf(kept, steps));
    }

    /** Its length in ticks. */
    public int ticks() {
        return ticks;
    }

    /** Its number of steps. */
    public int steps() {
        return starts.length;
    }

    int start(int step) {
        return starts[step];
    }

    /** Tick after the last one of a step. */
    int end(int step) {
        return step + 1 < starts.length ? starts[step + 1] : ticks;
    }

    double level(int step) {
        return levels[step];
    }

    /** The same, every level times {@code factor}. */
    public Demand times(double factor) {
        double[] scaled = new double[levels.length];
        for (int i = 0; i < levels.length; i++) {
            scaled[i] = levels[i] * factor;
        }
        return new Demand(ticks, starts, scaled);
    }

    /** The first {@code length} ticks of it, or all when it has fewer. */
    public Demand first(int length) {
        int steps = 0;
        while (steps < starts.length && starts[steps] < length) {
            steps++;
        }
        return new Demand(Math.min(ticks, length), Arrays.copyOf(starts, steps), Arrays.copyOf(levels, steps));
    }

    /** The same, scaled so that the {@link #PEAK_QUANTILE} over its ticks needs {@code replicas}. */
    public Demand peakingAt(double replicas) {
        double peak = quantile(PEAK_QUANTILE);
        return peak > 0 ? times(replicas / peak) : this;
    }

    /** Level that is not exceeded in this share of the ticks. */
    public double quantile(double share) {
        Integer[] order = new Integer[levels.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(levels[a], levels[b]));
        long wanted = (long) Math.ceil(share * ticks);
        long seen = 0;
        for (int step : order) {
            seen += end(step) - start(step);
            if (seen >= wanted) {
                return levels[step];
            }
        }
        return levels[order[order.length - 1]];
    }

    /** Mean level over its ticks. */
    public double mean() {
        double sum = 0;
        for (int step = 0; step < starts.length; step++) {
            sum += levels[step] * (end(step) - start(step));
        }
        return sum / ticks;
    }

    /** A reader from the beginning. */
    DemandCursor cursor() {
        return new DemandCursor(this);
    }
}
