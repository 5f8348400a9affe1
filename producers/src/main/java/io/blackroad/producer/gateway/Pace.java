package io.blackroad.producer.gateway;

import java.time.Duration;

/** How fast facts are answered while some wait, over the last seconds in which some did. */
final class Pace {
    /** When this much time has gone in, half of all is forgotten. */
    private static final long MEMORY_NANOS = Duration.ofSeconds(4).toNanos();

    private long answeredBytes;
    private long busyNanos;
    private long seenAt;

    Pace(long now) {
        seenAt = now;
    }

    /** Nothing waited until now, so the time before is nobody's. */
    synchronized void begins(long now) {
        seenAt = now;
    }

    synchronized void answered(int size, long now) {
        busyNanos += Math.max(0, now - seenAt);
        answeredBytes += size;
        seenAt = now;
        if (busyNanos > MEMORY_NANOS) {
            busyNanos /= 2;
            answeredBytes /= 2;
        }
    }

    /** How long so many bytes take; 0 while none was answered. */
    synchronized long nanosFor(long bytes, long now) {
        double nanos = busyNanos + Math.max(0, now - seenAt);
        return answeredBytes == 0 ? 0 : (long) (nanos / answeredBytes * bytes);
    }
}
