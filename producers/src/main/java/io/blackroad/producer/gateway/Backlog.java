package io.blackroad.producer.gateway;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Facts that were handed out and that Kafka has not answered: how many bytes they are, and how long one that comes now will
 * wait. Safe for use by many threads; times are nanoseconds of any origin.
 */
final class Backlog {
    /** Below this facts wait for the way to the broker and not for each other, and the pace says nothing about a burst. */
    private static final long QUEUED_NANOS = Duration.ofMillis(500).toNanos();

    private final AtomicInteger facts = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    /** When the newest fact came that was answered, or the first one of those that wait. */
    private final AtomicLong reached;

    private final Pace pace;

    Backlog(long now) {
        reached = new AtomicLong(now);
        pace = new Pace(now);
    }

    void began(int size, long now) {
        if (facts.getAndIncrement() == 0) {
            reach(now);
            pace.begins(now);
        }
        bytes.addAndGet(size);
    }

    /**
     * A fact is answered.
     *
     * @param taken false when Kafka gave it up
     */
    void ended(int size, long beganAt, boolean taken, long now) {
        withdrawn(size);
        reach(beganAt);
        pace.answered(taken ? size : 0, now);
    }

    /** A fact was not taken in the first place, which tells nothing about those that wait. */
    void withdrawn(int size) {
        facts.decrementAndGet();
        bytes.addAndGet(-size);
    }

    private void reach(long time) {
        reached.accumulateAndGet(time, (before, now) -> now - before > 0 ? now : before);
    }

    long bytes() {
        return bytes.get();
    }

    /**
     * How long a fact that comes now will wait: as long as the oldest has waited, or as long as Kafka needs for all that wait
     * at its pace of late. The second sees a queue that grows before its end has waited.
     */
    Duration waiting(long now) {
        if (facts.get() == 0) {
            return Duration.ZERO;
        }
        long waited = Math.max(0, now - reached.get());
        return Duration.ofNanos(waited < QUEUED_NANOS ? waited : Math.max(waited, pace.nanosFor(bytes(), now)));
    }
}
