package io.blackroad.infra.bench.measure;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the committed records that one topic gets from now on. */
public final class OutputReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);

    private final KafkaConsumer<byte[], byte[]> consumer;

    public OutputReader(String bootstrapServers, String topic) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        // Seeking is lazy; asking makes "from now on" mean now.
        partitions.forEach(consumer::position);
    }

    /** Gives records to {@code each} until {@code complete}; false when the limit passes first. */
    public boolean readUntil(
            BooleanSupplier complete,
            java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> each,
            Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (!complete.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            consumer.poll(POLL).forEach(each);
        }
        return true;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
