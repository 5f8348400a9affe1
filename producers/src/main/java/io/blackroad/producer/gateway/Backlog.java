package io.blackroad.producer.gateway;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Facts that were handed out and that Kafka has not answered: how many bytes they are, and for how long they wait. Kafka
 * takes them in about the order in which they came, so whoever comes now waits as long as the one that was answered last.
 * Safe for use by many threads; times are nanoseconds of any origin.
 */
final class Backlog {
    private final AtomicInteger facts = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    /** When the newest fact came that was answered, or the first one of those that wait. */
    private final AtomicLong reached;

    Backlog(long now) {
        reached = new AtomicLong(now);
    }

    void began(int size, long now) {
        if (facts.getAndIncrement() == 0) {
            reach(now);
        }
        bytes.addAndGet(size);
    }

    /** A fact is answered, whatever the answer is. */
    void ended(int size, long beganAt) {
        withdrawn(size);
        reach(beganAt);
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

    Duration waiting(long now) {
        return facts.get() == 0 ? Duration.ZERO : Duration.ofNanos(Math.max(0, now - reached.get()));
    }
}
