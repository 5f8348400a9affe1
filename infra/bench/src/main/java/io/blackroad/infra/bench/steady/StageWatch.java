package io.blackroad.infra.bench.steady;

import io.blackroad.infra.bench.measure.TopicReader;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

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
        consumer = TopicReader.of(bootstrapServers, isolation, topic);
        consumer.seekToEnd(consumer.assignment());
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
