package io.blackroad.infra.simulation;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Virtual time, microseconds since 1970, and what is to happen when. Of two things at one moment the first noted is first. */
final class Agenda {
    static final long MILLI = 1_000;
    static final long SECOND = 1_000 * MILLI;

    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparingLong(Entry::at).thenComparingLong(Entry::order));
    private long now;
    private long noted;

    private record Entry(long at, long order, Runnable event) {}

    Agenda(long start) {
        this.now = start;
    }

    long now() {
        return now;
    }

    void in(long micros, Runnable event) {
        entries.add(new Entry(now + micros, noted++, event));
    }

    /** Lets the next event happen; false when there is none before {@code end}. */
    boolean step(long end) {
        if (entries.isEmpty() || entries.peek().at() >= end) {
            return false;
        }
        Entry next = entries.poll();
        now = next.at();
        next.event().run();
        return true;
    }
}
