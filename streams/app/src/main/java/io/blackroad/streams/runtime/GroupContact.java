package io.blackroad.streams.runtime;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.common.Metric;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.ThreadMetadata;
import org.apache.kafka.streams.errors.StreamsNotStartedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether an instance is still in touch with its group. One that hears nothing does not hear either that others have got its
 * partitions, and Kafka Streams calls it running all the same. It falls silent before somebody else can speak, and speaks
 * again when the group surely takes it for a member. A thread whose heartbeats were never answered has empty stores.
 *
 * <p>When the last heartbeat was <em>sent</em>, which the consumer tells as well, says nothing: the first one after a silence
 * is sent before the answer can come that there is no such member.
 */
final class GroupContact implements BooleanSupplier, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GroupContact.class);
    private static final String ANSWERED = "heartbeat-total";
    private static final String MEMBER = "client-id";
    private static final long LOOK_MILLIS = 500;

    private final Supplier<Set<String>> alive;
    private final Supplier<? extends Collection<? extends Metric>> metrics;
    private final LongSupplier nanos;
    private final Map<String, Heartbeats> members = new HashMap<>();
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(look -> {
        Thread thread = new Thread(look, "group-contact");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * @param alive client ids of the members whose threads live; metrics of dead ones stay
     * @param nanos the time, of a clock that is never set
     */
    GroupContact(
            Supplier<Set<String>> alive, Supplier<? extends Collection<? extends Metric>> metrics, LongSupplier nanos) {
        this.alive = alive;
        this.metrics = metrics;
        this.nanos = nanos;
    }

    static GroupContact of(KafkaStreams streams) {
        return new GroupContact(
                () -> consumers(streams), () -> streams.metrics().values(), System::nanoTime);
    }

    private static Set<String> consumers(KafkaStreams streams) {
        try {
            return streams.metadataForLocalThreads().stream()
                    .map(ThreadMetadata::consumerClientId)
                    .collect(Collectors.toSet());
        } catch (IllegalStateException | StreamsNotStartedException e) {
            // Nothing can be read either then.
            return Set.of();
        }
    }

    /** Looks all the time from now on, since answers that came between two questions may have been far apart. */
    void watch() {
        executor.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            getAsBoolean();
        } catch (RuntimeException e) {
            // One look that fails must not be the last one.
            LOG.warn("cannot tell whether the group is heard", e);
        }
    }

    @Override
    public synchronized boolean getAsBoolean() {
        long now = nanos.getAsLong();
        Map<String, Long> totals = totals();
        members.keySet().retainAll(totals.keySet());
        totals.forEach((member, total) ->
                members.computeIfAbsent(member, any -> new Heartbeats()).answered(total, now));
        return members.values().stream().allMatch(heartbeats -> heartbeats.areHeard(now));
    }

    private Map<String, Long> totals() {
        Map<String, Long> totals = new HashMap<>();
        for (Metric metric : metrics.get()) {
            if (metric.metricName().name().equals(ANSWERED)) {
                totals.put(metric.metricName().tags().get(MEMBER), ((Number) metric.metricValue()).longValue());
            }
        }
        totals.keySet().retainAll(alive.get());
        return totals;
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
