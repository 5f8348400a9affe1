package io.blackroad.sink.memory.state;

import io.blackroad.schema.SchemaRegistry;
import io.blackroad.sink.memory.AgentSnapshot;
import io.blackroad.sink.memory.AgentUpdate;
import io.blackroad.sink.memory.MemoryChanges;
import io.blackroad.sink.memory.MemoryException;
import io.blackroad.sink.memory.ShardedMemory;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The work of a sink from one start or failure to the next. The order makes a crash between any two steps harmless: states are
 * written, then word of it is sent, then offsets are committed. After a crash facts are read again; what was written refuses
 * them, and word is sent once more.
 */
final class SinkSession {
    private static final Logger LOG = LoggerFactory.getLogger(SinkSession.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final long COMMIT_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long RETRY_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long COMPLAIN_NANOS = Duration.ofSeconds(30).toNanos();

    /** Agents whose news may wait for shards that are down; with more the sink reads on only when they are up. */
    static final int MAX_WAITING = 200_000;

    /** A state whose newest fact is already too old lives this long, in case a replay is about to bring newer ones. */
    private static final Duration REPLAYED = Duration.ofMinutes(10);

    private final MemorySinkConfig config;
    private final ShardedMemory memory;
    private final MemoryChanges changes;
    private final Consumer<byte[], byte[]> consumer;
    private final MemorySinkCounts counts;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final FactParts parts;
    private final PendingStates pending = new PendingStates();
    private final Map<TopicPartition, Long> committed = new HashMap<>();
    private long committedAt;
    private long retriedAt;
    private long complainedAt;
    private boolean complained;

    SinkSession(
            MemorySinkConfig config,
            SchemaRegistry registry,
            ShardedMemory memory,
            MemoryChanges changes,
            Consumer<byte[], byte[]> consumer,
            MemorySinkCounts counts,
            Clock clock,
            LongSupplier nanoTime) {
        this.config = config;
        this.memory = memory;
        this.changes = changes;
        this.consumer = consumer;
        this.counts = counts;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.parts = new FactParts(registry);
        this.committedAt = nanoTime.getAsLong();
        this.retriedAt = committedAt;
        consumer.subscribe(FactParts.topics(), new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                commit();
                onPartitionsLost(partitions);
            }

            @Override
            public void onPartitionsLost(Collection<TopicPartition> partitions) {
                pending.drop(partitions);
                committed.keySet().removeAll(partitions);
            }

            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {}
        });
    }

    /** One round: read, write, tell, commit. */
    void step() {
        if (pending.size() >= MAX_WAITING) {
            consumer.pause(consumer.assignment());
        } else {
            consumer.resume(consumer.paused());
        }
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        long now = clock.millis();
        records.forEach(found -> take(found, now));
        write();
        counts.addRead(records.count());
        counts.waiting(pending.size());
        if (nanoTime.getAsLong() - committedAt >= COMMIT_NANOS) {
            commit();
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> found, long now) {
        TopicPartition partition = new TopicPartition(found.topic(), found.partition());
        try {
            parts.read(found)
                    .ifPresentOrElse(
                            fact -> pending.add(fact, partition, found.offset(), expiry(found.timestamp(), now)),
                            () -> pending.passed(partition, found.offset()));
        } catch (SerializationException e) {
            LOG.debug("left out: {}@{}: {}", partition, found.offset(), e.getMessage());
            counts.addUnreadable();
            pending.passed(partition, found.offset());
        }
    }

    private long expiry(long heardAt, long now) {
        return Math.max(heardAt + config.ttl().toMillis(), now + REPLAYED.toMillis());
    }

    private void write() {
        boolean retry = nanoTime.getAsLong() - retriedAt >= RETRY_NANOS;
        List<AgentUpdate> updates = pending.updates(retry);
        if (retry) {
            retriedAt = nanoTime.getAsLong();
        }
        List<String> keys = new ArrayList<>();
        Map<String, Integer> failures = new TreeMap<>();
        memory.merge(updates).forEach((agent, answer) -> {
            if (answer.isDone()) {
                counts.addAnswer(answer.get());
                keys.add(AgentSnapshot.key(agent));
                pending.written(agent);
            } else {
                pending.hold(agent);
                failures.merge(answer.failure().map(MemoryException::getMessage).orElse(""), 1, Integer::sum);
            }
        });
        changes.tell(keys);
        if (!failures.isEmpty()) {
            complain(failures);
        }
    }

    /** A shard that is down is asked many times a second; people are told now and then. */
    private void complain(Map<String, Integer> failures) {
        long now = nanoTime.getAsLong();
        if (!complained || now - complainedAt >= COMPLAIN_NANOS) {
            failures.forEach((why, agents) -> LOG.warn("news of {} agents waits for their shard: {}", agents, why));
            complained = true;
            complainedAt = now;
        }
    }

    /** Word first: what is committed is never told of again. */
    void commit() {
        changes.flush();
        Map<TopicPartition, Long> offsets = pending.offsets();
        offsets.entrySet().removeIf(entry -> entry.getValue().equals(committed.get(entry.getKey())));
        if (!offsets.isEmpty()) {
            Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
            offsets.forEach((partition, offset) -> positions.put(partition, new OffsetAndMetadata(offset)));
            consumer.commitSync(positions);
            committed.putAll(offsets);
        }
        committedAt = nanoTime.getAsLong();
    }
}
