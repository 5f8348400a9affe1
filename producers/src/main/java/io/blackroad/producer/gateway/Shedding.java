package io.blackroad.producer.gateway;

import io.blackroad.topic.Topics;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Turns facts away while Kafka takes fewer than agents send. Samples go first: the next one says more than the one before,
 * and load that is missing scales nothing down. They go early enough that all others, if they fit alone, never wait long. All
 * others are taken as long as they can still be acknowledged in time; one that would wait too long is refused now instead
 * of given up later, when nobody knows whether it is stored.
 */
final class Shedding {
    /**
     * Samples are taken while Kafka needs no longer than this for all that waits, and that fills less than half of the room. A
     * quota answers all that wait at once and then nothing for as long as they should have taken; so others that need the part
     * r of what Kafka takes wait up to 1/(1-r) times as long as this.
     */
    static final Duration SAMPLES_AHEAD = Duration.ofSeconds(1);

    /** Nor are they taken while Kafka answers nothing for longer than this, as a quota may make it do when all is well. */
    static final Duration SAMPLES_WAITED = Duration.ofSeconds(2);

    /** Silence counts while facts come at least this often; else one tries, as one fact that is stuck silences nobody. */
    static final Duration ASKED = Duration.ofSeconds(1);

    /** While the oldest has waited for less than this part of what is allowed, many facts are a burst that may go fast. */
    private static final int BURST = 10;

    /**
     * For samples a burst is also what has waited for less than this many of Kafka's quickest answers: a fact waits for the
     * answer before its own, and each may take twice as long as the quickest.
     */
    private static final int ANSWERS = 5;

    /** But no longer than this: a quota's silence would grow with it. */
    private static final Duration LONGEST_BURST = SAMPLES_AHEAD.dividedBy(2);

    private static final int RETRY_SECONDS = 2;

    private final GatewayLimits limits;
    private final Backlog backlog;
    private final GatewayMeters meters;
    private final LongSupplier nanos;

    Shedding(GatewayLimits limits, Backlog backlog, GatewayMeters meters, LongSupplier nanos) {
        this.limits = limits;
        this.backlog = backlog;
        this.meters = meters;
        this.nanos = nanos;
    }

    /**
     * @throws RejectedException if a fact of this kind is turned away now
     */
    void requireRoom(FactShape shape) throws RejectedException {
        boolean sample = shape.topic() == Topics.METRIC_SAMPLED;
        if (turnsAway(sample, backlog.queue(nanos.getAsLong()), limits)) {
            meters.shed(shape);
            throw new RejectedException(Rejection.of(
                            ProblemType.OVERLOADED,
                            sample
                                    ? "Kafka takes fewer facts than are sent, and samples wait first; send the next one"
                                    : "Kafka takes fewer facts than are sent; send it again")
                    .retryAfter(RETRY_SECONDS));
        }
    }

    /** The rule. */
    static boolean turnsAway(boolean sample, Backlog.Queue queue, GatewayLimits limits) {
        Duration inTime = limits.deliveryTimeout().multipliedBy(7).dividedBy(10);
        return sample
                ? isLong(queue, samplesBurst(queue), SAMPLES_AHEAD, SAMPLES_WAITED)
                        || 2 * queue.bytes() > limits.bufferBytes()
                : isLong(queue, inTime.dividedBy(BURST), inTime, inTime);
    }

    private static Duration samplesBurst(Backlog.Queue queue) {
        Duration answers = queue.quickest().multipliedBy(ANSWERS);
        Duration shortest = SAMPLES_AHEAD.dividedBy(BURST);
        return isLonger(answers, LONGEST_BURST) ? LONGEST_BURST : isLonger(answers, shortest) ? answers : shortest;
    }

    private static boolean isLong(Backlog.Queue queue, Duration burst, Duration ahead, Duration waited) {
        boolean silent = isLonger(queue.waited(), waited) && !isLonger(queue.asked(), ASKED);
        return silent || isLonger(queue.waited(), burst) && isLonger(queue.ahead(), ahead);
    }

    private static boolean isLonger(Duration one, Duration other) {
        return one.compareTo(other) > 0;
    }
}
