package io.blackroad.scaling;

/**
 * The highest value of a sliding window: pairs of time and value, times rising and values falling, so the first value is
 * the highest. When it is full, the two oldest pairs become one that has the higher value and leaves with the later,
 * which errs on the side of keeping it.
 */
public final class Highs {
    private static final int PAIRS = 64;

    private Highs() {}

    /**
     * The pairs with one more value.
     *
     * @param pairs before; unchanged
     * @param window pairs of {@code now - window} and older leave
     */
    public static long[] with(long[] pairs, long now, long window, long value) {
        int from = 0;
        int to = pairs.length / 2;
        while (from < to && pairs[2 * from] <= now - window) {
            from++;
        }
        while (to > from && pairs[2 * to - 1] <= value) {
            to--;
        }
        boolean full = to - from >= PAIRS;
        long[] next = new long[2 * (to - from + (full ? 0 : 1))];
        int skipped = full ? 1 : 0;
        System.arraycopy(pairs, 2 * (from + skipped), next, 0, 2 * (to - from - skipped));
        if (full) {
            next[1] = pairs[2 * from + 1];
        }
        next[next.length - 2] = now;
        next[next.length - 1] = value;
        return next;
    }

    /** The highest value; there must be one. */
    public static long highest(long[] pairs) {
        return pairs[1];
    }
}
