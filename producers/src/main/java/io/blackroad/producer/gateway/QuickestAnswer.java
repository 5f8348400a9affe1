package io.blackroad.producer.gateway;

import java.time.Duration;

/**
 * How long Kafka's quickest answer of late took: the way there and back, hardly ever with a queue in it. An average would grow
 * with the queue that it is to be compared with. Times are nanoseconds of any origin.
 */
final class QuickestAnswer {
    /** What is older than twice this is forgotten, once there is something newer. */
    private static final long MEMORY_NANOS = Duration.ofSeconds(16).toNanos();

    /** No answer yet: it may be as slow as it likes. */
    private static final long UNKNOWN = Duration.ofHours(1).toNanos();

    private long before = UNKNOWN;
    private long latest = UNKNOWN;
    private long since;

    QuickestAnswer(long now) {
        since = now;
    }

    void answered(long nanos, long now) {
        if (now - since > MEMORY_NANOS) {
            before = latest;
            latest = UNKNOWN;
            since = now;
        }
        latest = Math.min(latest, nanos);
    }

    Duration time() {
        return Duration.ofNanos(Math.min(before, latest));
    }
}
