package io.blackroad.streams.runtime;

import java.util.Collection;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.Metric;

/**
 * Whether an instance is still in touch with its group. One that cannot send a heartbeat does not hear that others have
 * got its partitions, and Kafka Streams calls it running all the same. Its last heartbeat is older than the one that the
 * broker counts from, so it falls silent before somebody else speaks. A thread that has never sent one has empty stores.
 */
final class GroupContact implements BooleanSupplier {
    /** Two heartbeats: one that was sent into a dead line counts here and not at the broker, whose session is four. */
    private static final double LONGEST_SECONDS = 3;

    private static final String HEARTBEAT_AGE = "last-heartbeat-seconds-ago";

    private final Supplier<? extends Collection<? extends Metric>> metrics;

    GroupContact(Supplier<? extends Collection<? extends Metric>> metrics) {
        this.metrics = metrics;
    }

    @Override
    public boolean getAsBoolean() {
        return metrics.get().stream()
                .filter(metric -> metric.metricName().name().equals(HEARTBEAT_AGE))
                .mapToDouble(metric -> ((Number) metric.metricValue()).doubleValue())
                .allMatch(age -> age >= 0 && age < LONGEST_SECONDS);
    }
}
