package io.blackroad.producer.gateway;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Facts that were handed out and that Kafka has not answered: how many bytes they are, and how long they wait. Safe for use by
 * many threads; times are nanoseconds of any origin.
 */
final class Backlog {
    private final AtomicInteger facts = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    /** When the newest fact came that was answered, or the first one of those that wait. */
    private final AtomicLong reached;

    private final Pace pace;

    /**
     * What waits. The time ahead shows a queue that grows before its end has waited.
     *
     * @param bytes that wait
     * @param waited how long the oldest has waited
     * @param ahead how long Kafka needs for all that wait at its pace of late
     */
    record Queue(long bytes, Duration waited, Duration ahead) {}

    Backlog(long now) {
        reached = new AtomicLong(now);
        pace = new Pace(now);
    }

    void began(int size, long now) {
        // Before it counts as one that waits, or who asks meanwhile takes the rest before it for its wait.
        if (facts.get() == 0) {
            reach(now);
        }
        facts.incrementAndGet();
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
        if (taken) {
            pace.answered(size, now);
        }
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

    Queue queue(long now) {
        long waiting = bytes();
        long waited = facts.get() == 0 ? 0 : Math.max(0, now - reached.get());
        return new Queue(waiting, Duration.ofNanos(waited), pace.time(waiting, now));
    }
}
