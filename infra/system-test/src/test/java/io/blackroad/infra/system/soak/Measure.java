package io.blackroad.infra.system.soak;

/** What is measured again and again, and how much more of it is still as much as before. */
public enum Measure {
    /** Memory of a process that is in RAM, bytes. */
    RESIDENT("resident MB", 1 << 20, 0.05, 16 << 20, true),
    /** What of a heap is in use after a full collection, bytes. */
    LIVE_HEAP("live heap MB", 1 << 20, 0.05, 8 << 20, true),
    /** Files and sockets that a process has open. */
    HANDLES("handles", 1, 0.05, 10, true),
    /** Lines of a scrape. */
    SERIES("series", 1, 0.02, 10, true),
    /** Facts that are stored and not read, while nothing is broken. */
    LAG("lag, facts", 1, 0.10, 5_000, true),
    /** From a fault until all is well again, seconds; a few in a run, so all of them are looked at. */
    RECOVERY("seconds to recover", 1, 0.25, 5, false);

    private final String label;
    private final double unit;
    private final double share;
    private final double slack;
    private final boolean secondHalf;

    Measure(String label, double unit, double share, double slack, boolean secondHalf) {
        this.label = label;
        this.unit = unit;
        this.share = share;
        this.slack = slack;
        this.secondHalf = secondHalf;
    }

    /** For people, with its unit. */
    String label() {
        return label;
    }

    /** What one of its unit is. */
    double unit() {
        return unit;
    }

    /** How much it may have grown by the end where its median is this. */
    double allowed(double median) {
        return share * median + slack;
    }

    /** Whether what comes first is a beginning that is left out. */
    boolean secondHalf() {
        return secondHalf;
    }
}
