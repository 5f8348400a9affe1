package io.blackroad.producer.gateway;

/**
 * Whether Kafka takes facts. After a failure nothing is handed to it but one fact a second to try, until one goes
 * through, so that clients hear a no at once instead of after the whole delivery timeout. Safe for use by many threads.
 */
final class Circuit {
    static final long PROBE_NANOS = 1_000_000_000L;

    private volatile boolean open;
    private long probedAt;

    boolean isOpen() {
        return open;
    }

    /** @param now nanoseconds of any origin */
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

    void succeeded() {
        open = false;
    }

    synchronized void failed(long now) {
        open = true;
        probedAt = now;
    }
}
