package io.blackroad.producer.gateway;

import io.blackroad.topic.Topics;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Turns facts away while Kafka takes fewer than agents send. Samples go first: the next one says more than the one before,
 * and load that is missing scales nothing down. All others are taken as long as they can still be acknowledged in time; one
 * that would wait too long is refused now instead of given up later, when nobody knows whether it is stored.
 */
final class Shedding {
    /** Samples are taken while facts wait no longer than this, and fill less than half of the room. */
    static final Duration SAMPLES_WAIT = Duration.ofSeconds(2);

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
        if (turnsAway(sample, backlog.bytes(), backlog.waiting(nanos.getAsLong()), limits)) {
            meters.shed(shape);
            throw new RejectedException(Rejection.of(
                            ProblemType.OVERLOADED,
                            sample
                                    ? "Kafka takes fewer facts than are sent, and samples wait first; send the next one"
                                    : "Kafka takes fewer facts than are sent; send it again")
                    .retryAfter(RETRY_SECONDS));
        }
    }

    /**
     * The rule.
     *
     * @param bytes that Kafka has not answered
     * @param wait how long a fact that comes now will wait
     */
    static boolean turnsAway(boolean sample, long bytes, Duration wait, GatewayLimits limits) {
        if (sample) {
            return wait.compareTo(SAMPLES_WAIT) > 0 || 2 * bytes > limits.bufferBytes();
        }
        return wait.compareTo(limits.deliveryTimeout().dividedBy(2)) > 0;
    }
}
