package io.blackroad.sink.jdbc;

import io.blackroad.schema.SchemaRegistryException;
import io.blackroad.sink.database.SqlFault;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The work of the sink from one start or failure to the next. It polls all the time, so that it stays in its group however
 * slow the database is; writing goes on beside, on one other thread. Partitions that are not claimed yet, and all of them
 * while enough facts wait, are paused. What it knows is in memory alone and comes back from the database.
 */
final class SinkSession implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SinkSession.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration POLL_WHILE_WRITING = Duration.ofMillis(5);
    private static final Duration MEASURE_EVERY = Duration.ofSeconds(2);
    private static final Duration MEASURE_LIMIT = Duration.ofSeconds(1);

    private final Consumer<byte[], byte[]> consumer;
    private final BatchWriter writer;
    private final SinkMeters meters;
    private final InstantSource clock;
    private final Duration patience;
    private final FactBuffer buffer;
    private final Backoff backoff = new Backoff();
    private final Job job = new Job();
    private final Map<TopicPartition, Claim> claims = new HashMap<>();
    private final Set<TopicPartition> unclaimed = new HashSet<>();
    /** The first fact of each claimed partition that is not written. */
    private final Map<TopicPartition, Long> reached = new HashMap<>();

    private Batch batch = new Batch(List.of(), Map.of());
    private boolean full;
    private Instant measured = Instant.MIN;

    /** @param patience how long a write may hold up a rebalance; what is not done then is fenced and done by others */
    SinkSession(
            Consumer<byte[], byte[]> consumer,
            BatchWriter writer,
            BatchPolicy policy,
            SinkMeters meters,
            InstantSource clock,
            Duration patience) {
        this.consumer = consumer;
        this.writer = writer;
        this.meters = meters;
        this.clock = clock;
        this.patience = patience;
        this.buffer = new FactBuffer(policy);
        consumer.subscribe(writer.topics(), new Rebalance());
    }

    /** One round. */
    void step() {
        buffer.add(consumer.poll(job.isRunning() ? POLL_WHILE_WRITING : POLL), clock.instant());
        settle();
        begin();
        hold();
        measure();
    }

    /** What the write or claim under way has come to, if it is done. */
    private void settle() {
        try {
            job.finish();
        } catch (FencedException e) {
            Batch left = batch.under(claims);
            if (left.records().size() == batch.records().size()) {
                throw e;
            }
            // It was about partitions that have left since; the rest is still ours.
            batch = left;
        } catch (Exception e) {
            retryOrThrow(e);
        }
    }

    private void retryOrThrow(Exception failure) {
        boolean passing = failure instanceof SchemaRegistryException
                || failure instanceof KafkaException
                || SqlFault.of(failure) == SqlFault.PASSING;
        if (!passing) {
            throw failure instanceof RuntimeException e ? e : new SinkFailedException(failure.getMessage(), failure);
        }
        backoff.failed(clock.instant());
        meters.retried();
        LOG.warn("try {} failed and is repeated: {}", backoff.failures(), failure.toString());
    }

    private void begin() {
        Instant now = clock.instant();
        if (job.isRunning() || !backoff.isDue(now)) {
            return;
        }
        if (!unclaimed.isEmpty()) {
            Set<TopicPartition> wanted = Set.copyOf(unclaimed);
            job.start(() -> writer.claim(wanted), this::claimed);
            return;
        }
        if (batch.isEmpty() && buffer.isDue(now)) {
            batch = new Batch(buffer.take(), Map.copyOf(claims));
        }
        if (!batch.isEmpty()) {
            Batch sent = batch;
            job.start(() -> writer.write(sent), written -> written(sent, written, now));
        }
    }

    private void claimed(Map<TopicPartition, Claim> taken) {
        taken.keySet().retainAll(unclaimed);
        Positions.seek(consumer, taken);
        backoff.succeeded();
        unclaimed.removeAll(taken.keySet());
        claims.putAll(taken);
        taken.forEach((partition, claim) -> reached.put(partition, consumer.position(partition)));
        if (!full) {
            consumer.resume(taken.keySet());
        }
    }

    private void written(Batch sent, Written written, Instant began) {
        backoff.succeeded();
        meters.written(written, Duration.between(began, clock.instant()));
        Map<TopicPartition, OffsetAndMetadata> told = new HashMap<>();
        sent.under(claims).next().forEach((partition, next) -> {
            reached.put(partition, next);
            told.put(partition, new OffsetAndMetadata(next));
        });
        // For people who look at the group; nothing reads them.
        consumer.commitAsync(told, (offsets, failure) -> {});
        batch = new Batch(List.of(), Map.of());
    }

    private void hold() {
        if (full != buffer.isFull()) {
            full = !full;
            if (full) {
                consumer.pause(claims.keySet());
            } else {
                consumer.resume(claims.keySet());
            }
        }
    }

    /** By the ends of the partitions, since a paused one is not fetched and its lag as the consumer knows it stands still. */
    private void measure() {
        Instant now = clock.instant();
        if (now.isBefore(measured.plus(MEASURE_EVERY))) {
            return;
        }
        measured = now;
        try {
            Map<String, Long> lags = new HashMap<>();
            consumer.endOffsets(reached.keySet(), MEASURE_LIMIT)
                    .forEach(
                            (partition, end) -> lags.merge(partition.topic(), end - reached.get(partition), Long::sum));
            writer.topics().forEach(topic -> meters.lag(topic, lags.getOrDefault(topic, 0L)));
        } catch (TimeoutException e) {
            LOG.warn("how far the sink is behind is not known: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        job.close(patience);
        consumer.close();
    }

    private final class Rebalance implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            consumer.pause(partitions);
            unclaimed.addAll(partitions);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            if (!partitions.isEmpty() && job.await(patience)) {
                settle();
            }
            onPartitionsLost(partitions);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            claims.keySet().removeAll(partitions);
            reached.keySet().removeAll(partitions);
            unclaimed.removeAll(partitions);
            buffer.drop(partitions);
            if (!job.isRunning()) {
                batch = batch.under(claims);
            }
        }
    }
}
