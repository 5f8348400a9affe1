package io.blackroad.scaling;

/**
 * Stabilisation as Kubernetes does it: the lowest wish of the up-window and the highest of the down-window make an
 * envelope around what runs, and the result is what runs, moved no further than into the envelope. An older wish in the
 * window keeps a direction back, in either direction. The memory is a rising list of times with their extreme wishes;
 * when it is full, the two oldest become one that holds longer, which is the careful side.
 */
final class Envelope {
    static final String UP = "up-window";
    static final String DOWN = "down-window";
    private static final int VERSION = 1;
    private static final int ENTRIES = 64;

    private Envelope() {}

    /** The lowest wish within the window, this one included; {@code wish} when the window is off. */
    static int lowest(Memory window) {
        return (int) -window.at(1);
    }

    /** The highest wish within the window, this one included. */
    static int highest(Memory window) {
        return (int) window.at(1);
    }

    /** The up-window with one more wish. */
    static Memory up(Memory before, long now, long windowMicros, int current, int wish) {
        return extended(before, UP, now, windowMicros, -current, -wish);
    }

    /** The down-window with one more wish. */
    static Memory down(Memory before, long now, long windowMicros, int current, int wish) {
        return extended(before, DOWN, now, windowMicros, current, wish);
    }

    /** Highest values of a window: times rise, values fall. A target's first wish is what runs, as in Kubernetes. */
    private static Memory extended(Memory before, String owner, long now, long windowMicros, long first, long value) {
        boolean known = before.isOf(owner, VERSION);
        int size = known ? before.size() / 2 : 1;
        int from = 0;
        while (from < size && (known ? before.at(2 * from) : now) <= now - windowMicros) {
            from++;
        }
        int to = size;
        while (to > from && (known ? before.at(2 * (to - 1) + 1) : first) <= value) {
            to--;
        }
        int kept = to - from;
        boolean full = kept >= ENTRIES;
        long[] values = new long[2 * (full ? kept : kept + 1)];
        int at = 0;
        for (int i = from; i < to; i++) {
            // The oldest value takes over the time of the one after it, which goes.
            boolean merged = full && i == from;
            values[at++] = known ? before.at(2 * (merged ? ++i : i)) : now;
            values[at++] = known ? before.at(2 * (merged ? i - 1 : i) + 1) : first;
        }
        values[at++] = now;
        values[at] = value;
        return Memory.of(owner, VERSION, values);
    }
}
