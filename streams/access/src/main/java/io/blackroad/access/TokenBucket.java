package io.blackroad.access;

/** A rate with a burst. Not safe for several threads. Time is an argument, nanoseconds of any origin. */
public final class TokenBucket {
    private static final double NANOS = 1e9;

    private final double perSecond;
    private final double capacity;
    private double tokens;
    private long filledAt;

    /** Full at first. */
    public TokenBucket(double perSecond, double capacity, long now) {
        this.perSecond = perSecond;
        this.capacity = capacity;
        this.tokens = capacity;
        this.filledAt = now;
    }

    /** Takes one. */
    public boolean take(long now) {
        fill(now);
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }

    /** Seconds until one can be taken, rounded up, at least 1. */
    public int secondsUntilNext() {
        return (int) Math.max(1, Math.ceil((1 - tokens) / perSecond));
    }

    private void fill(long now) {
        tokens = Math.min(capacity, tokens + perSecond * Math.max(0, now - filledAt) / NANOS);
        filledAt = now;
    }
}
