package io.blackroad.producer.gateway;

/**
 * Whether Kafka takes facts. Once a fact has failed and none has gone through since it began, nothing is handed to Kafka but
 * one fact a second to try, until one goes through, so that clients hear a no at once instead of after the whole delivery
 * timeout. A fact that fails while others go through, as those of one partition without a leader do, speaks for itself alone.
 * Safe for use by many threads; times are nanoseconds of any origin.
 */
final class Circuit {
    static final long PROBE_NANOS = 1_000_000_000L;

    private volatile boolean open;
    private volatile long succeededAt;
    private long probedAt;

    Circuit(long now) {
        succeededAt = now;
    }

    boolean isOpen() {
        return open;
    }

    boolean admits(long now) {
        return !open || probes(now);
    }

    private synchronized boolean probes(long now) {
        if (now - probedAt < PROBE_NANOS) {
            return false;
        }
        probedAt = now;
        return true;
    }

    void succeeded(long now) {
        succeededAt = now;
        open = false;
    }

    /** @param beganAt when the fact that failed was handed over */
    synchronized void failed(long beganAt, long now) {
        if (succeededAt - beganAt <= 0) {
            open = true;
            probedAt = now;
        }
    }
}
