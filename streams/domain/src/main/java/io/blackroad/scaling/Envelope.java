package io.blackroad.scaling;

/**
 * Stabilisation as Kubernetes does it: the lowest wish of the up-window and the highest of the down-window make an
 * envelope around what runs, and the result is what runs, moved no further than into the envelope. An older wish in the
 * window keeps a direction back, in either direction. What runs is a target's first wish.
 */
final class Envelope {
    private static final String UP = "up-window";
    private static final String DOWN = "down-window";
    private static final int VERSION = 1;

    private Envelope() {}

    /** The lowest wish within the window, this one included. */
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

    private static Memory extended(Memory before, String owner, long now, long windowMicros, long first, long value) {
        long[] pairs = before.isOf(owner, VERSION) ? before.values() : new long[] {now, first};
        return Memory.of(owner, VERSION, Highs.with(pairs, now, windowMicros, value));
    }
}
