package io.blackroad.sink.memory;

import io.blackroad.schema.FactReader;
import io.blackroad.schema.MemoryChanged;
import io.blackroad.schema.SchemaRegistry;
import io.blackroad.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drops copies when word comes that their keys were written, on a thread of its own. It reads every partition from its end on,
 * and no copies are kept before it knows where that is, nor after it has lost its place.
 */
public final class ChangeFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeFeed.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration RESTART_AFTER = Duration.ofSeconds(1);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

    private final KafkaSettings kafka;
    private final SchemaRegistry registry;
    private final String reader;
    private final Copies copies;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch placed = new CountDownLatch(1);
    private final Thread thread;

    private ChangeFeed(KafkaSettings kafka, SchemaRegistry registry, String reader, Copies copies) {
        this.kafka = kafka;
        this.registry = registry;
        this.reader = reader;
        this.copies = copies;
        this.thread = new Thread(this::run, reader + "-changes");
        thread.setDaemon(true);
    }

    /**
     * Starts to follow; until it has found its place the memory works without copies.
     *
     * @param reader name of this process, the same that its own changes carry: those are known here already
     */
    public static ChangeFeed start(KafkaSettings kafka, SchemaRegistry registry, String reader, CachedMemory memory) {
        ChangeFeed feed = new ChangeFeed(kafka, registry, reader, memory.copies());
        memory.copies().shut();
        feed.thread.start();
        return feed;
    }

    /** Returns when copies are kept, or after {@code limit}; true when they are. */
    public boolean awaitPlaced(Duration limit) throws InterruptedException {
        return placed.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void run() {
        while (stopping.getCount() > 0) {
            try {
                follow();
            } catch (KafkaException e) {
                LOG.warn(
                        "no copies of agents' memory are kept until their changes can be read again: {}", e.toString());
                copies.shut();
                pause();
            }
        }
        copies.shut();
    }

    private void follow() {
        FactReader<MemoryChanged> facts = new FactReader<>(registry, MemoryChanged.class);
        Map<String, Object> settings = kafka.consumer(reader + "-changes");
        // Word that has been deleted before it was read was missed: that must be an error.
        settings.put("auto.offset.reset", "none");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.MEMORY_CHANGED.name()).stream()
                    .map(found -> new TopicPartition(found.topic(), found.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position);
            copies.open();
            placed.countDown();
            while (stopping.getCount() > 0) {
                consumer.poll(POLL).forEach(found -> take(facts, found));
            }
        }
    }

    private void take(FactReader<MemoryChanged> facts, ConsumerRecord<byte[], byte[]> found) {
        try {
            if (found.value() == null) {
                throw new SerializationException("it has no value");
            }
            MemoryChanged changed = facts.read(found.value(), null);
            if (!changed.getWriter().equals(reader)) {
                copies.forget(changed.getKeys());
            }
        } catch (SerializationException e) {
            // Nobody can say which keys it was about.
            LOG.warn(
                    "unreadable word at {}-{}@{}, all copies are dropped: {}",
                    found.topic(),
                    found.partition(),
                    found.offset(),
                    e.getMessage());
            copies.shut();
            copies.open();
        }
    }

    private void pause() {
        try {
            stopping.await(RESTART_AFTER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            stopping.countDown();
        }
    }

    @Override
    public void close() {
        stopping.countDown();
        try {
            thread.join(CLOSE_LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
