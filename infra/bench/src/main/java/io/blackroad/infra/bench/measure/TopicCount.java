package io.blackroad.infra.bench.measure;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Counts the records of a topic; offsets would count the markers of transactions too. */
public final class TopicCount {
    private static final Duration POLL = Duration.ofMillis(200);

    private TopicCount() {}

    /** Committed records that lie in a topic. */
    public static long records(String bootstrapServers, String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = TopicReader.of(bootstrapServers, TopicReader.COMMITTED, topic)) {
            consumer.seekToBeginning(consumer.assignment());
            Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
            long records = 0;
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                records += consumer.poll(POLL).count();
            }
            return records;
        }
    }
}
