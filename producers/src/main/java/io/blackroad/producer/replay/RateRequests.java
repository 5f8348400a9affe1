package io.blackroad.producer.replay;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The requests behind a rate that was recorded: in each second as many as the rate says, evenly spread. What is less than
 * one request is kept for the seconds that follow, so none is lost to rounding.
 */
final class RateRequests implements Requests {
    private static final long MICROS = 1_000_000;

    private final LoadTrace rate;
    private final int[] starts;
    private final double[] levels;
    private final AtomicLong second = new AtomicLong(-1);
    private int level;
    private double owed;
    private long due;
    private long given;
    private long number;

    RateRequests(LoadTrace rate) {
        this.rate = rate;
        this.starts = rate.starts();
        this.levels = rate.levels();
    }

    @Override
    public TraceRequest next() {
        while (given == due) {
            if (second.incrementAndGet() >= rate.seconds()) {
                second.set(rate.seconds());
                return null;
            }
            begin(second.get());
        }
        long offset = given++ * MICROS / due;
        return new TraceRequest(++number, second.get() * MICROS + offset, 0, 0, "", "");
    }

    private void begin(long now) {
        while (level + 1 < starts.length && starts[level + 1] <= now) {
            level++;
        }
        owed += levels[level];
        due = (long) owed;
        owed -= due;
        given = 0;
    }

    /** Such a file is read whole before its first request; nobody waits for the rest of it. */
    @Override
    public long charactersRead() {
        return 0;
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
