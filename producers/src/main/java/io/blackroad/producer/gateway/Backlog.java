package io.blackroad.producer.gateway;

import java.time.Duration;

/**
 * Facts that were handed out and that Kafka has not answered: how many bytes they are, and how long they wait. Safe for use by
 * many threads; times are nanoseconds of any origin.
 *
 * <p>It knows no partitions, so the oldest is taken to be the one that came after the newest that was answered. While one leader
 * is away and the others answer, nothing seems to wait long: facts of that partition are taken until Kafka gives the first of
 * them up.
 */
final class Backlog {
    private final Pace pace;
    private final QuickestAnswer quickest;
    private int facts;
    private long bytes;

    /** When the newest fact came that was answered, or the first one of those that wait. */
    private long reached;

    /** When the newest fact came. */
    private long askedAt;

    /**
     * What waits. The time ahead shows a queue that grows before its end has waited.
     *
     * @param bytes that wait
     * @param waited how long the oldest has waited
     * @param asked how long ago the newest came: silence that nobody could have broken says nothing
     * @param ahead how long Kafka needs for all that wait at its pace of late
     * @param quickest how long Kafka's quickest answer of late took
     */
    record Queue(long bytes, Duration waited, Duration asked, Duration ahead, Duration quickest) {}

    Backlog(long now) {
        reached = now;
        askedAt = now;
        pace = new Pace(now);
        quickest = new QuickestAnswer(now);
    }

    synchronized void began(int size, long now) {
        if (facts == 0) {
            reached = later(reached, now);
        }
        facts++;
        bytes += size;
        askedAt = later(askedAt, now);
    }

    /**
     * A fact is answered.
     *
     * @param taken false when Kafka gave it up
     */
    synchronized void ended(int size, long beganAt, boolean taken, long now) {
        withdrawn(size);
        reached = later(reached, beganAt);
        if (taken) {
            pace.answered(size, now);
            quickest.answered(now - beganAt, now);
        }
    }

    /** A fact was not taken in the first place, which tells nothing about those that wait. */
    synchronized void withdrawn(int size) {
        facts--;
        bytes -= size;
    }

    private static long later(long one, long other) {
        return other - one > 0 ? other : one;
    }

    synchronized long bytes() {
        return bytes;
    }

    synchronized Queue queue(long now) {
        long waited = facts == 0 ? 0 : Math.max(0, now - reached);
        return new Queue(
                bytes,
                Duration.ofNanos(waited),
                Duration.ofNanos(now - askedAt),
                pace.time(bytes, now),
                quickest.time());
    }
}
