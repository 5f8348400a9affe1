package io.blackroad.infra.bench.measure;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** Reads the committed records that one topic gets from now on. */
public final class OutputReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);

    private final KafkaConsumer<byte[], byte[]> consumer;

    public OutputReader(String bootstrapServers, String topic) {
        consumer = TopicReader.of(bootstrapServers, TopicReader.COMMITTED, topic);
        consumer.seekToEnd(consumer.assignment());
        // Seeking is lazy; asking makes "from now on" mean now.
        consumer.assignment().forEach(consumer::position);
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
