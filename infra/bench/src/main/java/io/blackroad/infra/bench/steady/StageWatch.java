package io.blackroad.infra.bench.steady;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Watches one topic and notes how long after its tick's end each record can be read. Records of the stages carry the end
 * of their tick as their time, so nothing is decoded.
 */
final class StageWatch implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final Latencies latencies;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread thread;
    private volatile boolean closing;

    /** @param isolation {@code read_committed} to see what readers of results see, {@code read_uncommitted} to see appends */
    StageWatch(String bootstrapServers, String topic, String isolation, Latencies latencies) {
        this.latencies = latencies;
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        thread = new Thread(this::watch, "watch-" + topic + "-" + isolation);
        thread.start();
    }

    private void watch() {
        try (consumer) {
            while (!closing) {
                var records = consumer.poll(POLL);
                long now = System.currentTimeMillis();
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    latencies.add(record.timestamp(), now - record.timestamp());
                }
            }
        }
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
