package io.blackroad.scaling;

/**
 * The average of a signal over a sliding window, as sums and counts of equal slices of time, so that it is bounded
 * whatever the window is. Its numbers are the newest slice, then of each slice the sum, in thousandths, and the count.
 */
public final class Average {
    private static final int HEADER = 1;

    private static final int SLICES = 60;
    private static final int UNIT = 1_000;

    private Average() {}

    /** How many numbers a window takes. */
    public static int size() {
        return HEADER + 2 * SLICES;
    }

    /** Length of a slice of a window of so many microseconds: a sixtieth, at least a second. */
    public static long slice(long windowMicros) {
        return Math.max(Micros.SECOND, (windowMicros + SLICES - 1) / SLICES);
    }

    /**
     * Adds a value.
     *
     * @param numbers changed in place
     * @param at where this window's numbers begin
     */
    public static void add(long[] numbers, int at, long now, long slice, double value) {
        long newest = now / slice;
        long known = numbers[at];
        if (newest > known) {
            for (long number = Math.max(known + 1, newest - SLICES + 1); number <= newest; number++) {
                int place = place(at, number);
                numbers[place] = 0;
                numbers[place + 1] = 0;
            }
            numbers[at] = newest;
        }
        if (newest < numbers[at] - SLICES + 1) {
            return;
        }
        int place = place(at, newest);
        numbers[place] += Math.round(value * UNIT);
        numbers[place + 1]++;
    }

    /** The average over the newest part of the window; 0 without a value in it. */
    public static double over(long[] numbers, int at, long slice, long windowMicros) {
        long newest = numbers[at];
        long oldest = newest - Math.min(SLICES, Math.max(1, (windowMicros + slice - 1) / slice)) + 1;
        long sum = 0;
        long count = 0;
        for (long number = Math.max(0, oldest); number <= newest; number++) {
            int place = place(at, number);
            sum += numbers[place];
            count += numbers[place + 1];
        }
        return count == 0 ? 0 : (double) sum / UNIT / count;
    }

    private static int place(int at, long slice) {
        return at + HEADER + 2 * (int) (slice % SLICES);
    }
}
