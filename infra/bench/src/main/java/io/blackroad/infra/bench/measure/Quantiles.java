package io.blackroad.infra.bench.measure;

/** Quantiles by nearest rank: one of the values, never something between two. */
public final class Quantiles {
    private Quantiles() {}

    /** -1 of nothing. */
    public static long of(long[] sorted, int percent) {
        return sorted.length == 0 ? -1 : sorted[(int) Math.max(0, (sorted.length * (long) percent + 99) / 100 - 1)];
    }
}
