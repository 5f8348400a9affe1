package io.blackroad.producer.gateway;

import java.time.Duration;

/**
 * How many bytes a second Kafka has answered of late. All time counts, also that in which nothing was sent: so the pace is
 * hardly ever above what Kafka can do, however unevenly it answers; under a quota it answers thousands at once and then none
 * for seconds, and what it has just answered is yet to be paid for. While there is little to do the pace is below what Kafka
 * could, so it does not tell of a burst. Safe for use by many threads; times are nanoseconds of any origin.
 */
final class Pace {
    /** When this much time has gone in, half of all is forgotten: several times as long as a quota should hold us back. */
    private static final long MEMORY_NANOS = Duration.ofSeconds(16).toNanos();

    /** No Kafka is taken to be slower, or where little is sent a little more would seem too much. */
    private static final double SLOWEST_BYTES_PER_NANO = (64 << 10) / 1e9;

    private long bytes;
    private long nanos;
    private long seenAt;

    Pace(long now) {
        seenAt = now;
    }

    synchronized void answered(int size, long now) {
        pass(now);
        bytes += size;
    }

    private void pass(long now) {
        nanos += Math.max(0, now - seenAt);
        seenAt = now;
        while (nanos > MEMORY_NANOS) {
            nanos /= 2;
            bytes /= 2;
        }
    }

    /** How long so many bytes take. */
    synchronized Duration time(long some, long now) {
        pass(now);
        double pace = nanos == 0 ? 0 : (double) bytes / nanos;
        return Duration.ofNanos((long) (some / Math.max(pace, SLOWEST_BYTES_PER_NANO)));
    }
}
