package io.blackroad.infra.simulation;

import java.util.PriorityQueue;

/** Virtual time, microseconds since 1970, and what is to happen when. Of two things at one moment the first noted is first. */
final class Agenda {
    static final long MILLI = 1_000;
    static final long SECOND = 1_000 * MILLI;

    private final PriorityQueue<Entry> entries = new PriorityQueue<>();
    private long now;
    private long noted;

    /** For how long everything stood still so far. */
    private long stood;

    private record Entry(long at, long order, Runnable event) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            return at == other.at ? Long.compare(order, other.order) : Long.compare(at, other.at);
        }
    }

    Agenda(long start) {
        this.now = start;
    }

    long now() {
        return now + stood;
    }

    /** Nothing happens for a while: everything that was to happen happens so much later. */
    void standStill(long micros) {
        stood += micros;
    }

    void in(long micros, Runnable event) {
        entries.add(new Entry(now + micros, noted++, event));
    }

    /** The end of a time in which something happens. */
    long end(long micros) {
        return now + micros;
    }

    /** Lets the next event happen; false when there is none before an {@link #end}. */
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
