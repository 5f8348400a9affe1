package io.blackroad.infra.bench.measure;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Sees the first facts come in at the consumer inside Kafka Streams, which lets nobody else look. Kafka makes it by its
 * class name, so what it saw is static: one pipeline a process at a time.
 */
public final class ClientProbe implements ConsumerInterceptor<byte[], byte[]> {
    private static final String FACTS = "fleet.agent.";

    private static volatile Reading first;
    private static volatile CountDownLatch seen = new CountDownLatch(1);

    /** Forgets the pipeline before. */
    public static void reset() {
        first = null;
        seen = new CountDownLatch(1);
    }

    /** Waits for the first poll that gave facts; the clocks of that moment. */
    public static Reading awaitFirstData() {
        try {
            seen.await();
            return first;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the first facts", e);
        }
    }

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
        if (first == null && anyFact(records)) {
            first = Reading.now();
            seen.countDown();
        }
        return records;
    }

    private static boolean anyFact(ConsumerRecords<byte[], byte[]> records) {
        return records.partitions().stream()
                .anyMatch(partition -> partition.topic().startsWith(FACTS));
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        // Of no interest.
    }

    @Override
    public void close() {
        // Holds nothing.
    }

    @Override
    public void configure(Map<String, ?> settings) {
        // Needs nothing.
    }
}
