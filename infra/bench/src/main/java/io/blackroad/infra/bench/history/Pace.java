package io.blackroad.infra.bench.history;

/** So many a second, from now on, however seldom somebody asks. */
final class Pace {
    private static final double SECOND = 1e9;

    private final int perSecond;
    private final long began = System.nanoTime();
    private long done;

    Pace(int perSecond) {
        this.perSecond = perSecond;
    }

    /** Does what is due by now. */
    void due(Runnable one) {
        long due = (long) ((System.nanoTime() - began) / SECOND * perSecond);
        for (; done < due; done++) {
            one.run();
        }
    }
}
