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

    /** While the oldest has waited for less than this part of what is allowed, many facts are a burst that may go fast. */
    private static final int BURST = 10;

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
        return sample
                ? isLong(queue, SAMPLES_AHEAD, SAMPLES_WAITED) || 2 * queue.bytes() > limits.bufferBytes()
                : isLong(queue, inTime(limits), inTime(limits));
    }

    private static Duration inTime(GatewayLimits limits) {
        return limits.deliveryTimeout().multipliedBy(7).dividedBy(10);
    }

    private static boolean isLong(Backlog.Queue queue, Duration ahead, Duration waited) {
        boolean burst = queue.waited().compareTo(ahead.dividedBy(BURST)) <= 0;
        return queue.waited().compareTo(waited) > 0 || !burst && queue.ahead().compareTo(ahead) > 0;
    }
}
