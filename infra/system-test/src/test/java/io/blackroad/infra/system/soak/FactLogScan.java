package io.blackroad.infra.system.soak;

import io.blackroad.infra.system.fleet.Agents;
import io.blackroad.infra.system.history.Event;
import io.blackroad.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads all facts of the log: those with a name become events, all others are counted by topic and looked at. */
public final class FactLogScan {
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final List<String> TOPICS =
            List.of(Topics.LIFECYCLE_CHANGED.name(), Topics.TASK_CHANGED.name(), Topics.METRIC_SAMPLED.name());

    private final Map<String, Long> others = new HashMap<>();

    /**
     * @param seen takes a named fact
     * @param other takes a fact without a name
     */
    public static FactLogScan of(
            String bootstrapServers, Consumer<Event> seen, Consumer<ConsumerRecord<byte[], byte[]>> other) {
        FactLogScan scan = new FactLogScan();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "max.poll.records", 20_000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = TOPICS.stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(each -> new TopicPartition(each.topic(), each.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(record -> scan.take(record, seen, other));
            }
        }
        return scan;
    }

    private void take(
            ConsumerRecord<byte[], byte[]> record,
            Consumer<Event> seen,
            Consumer<ConsumerRecord<byte[], byte[]>> other) {
        Header name = record.headers().lastHeader(Agents.NAME_HEADER);
        if (name == null) {
            others.merge(record.topic(), 1L, Long::sum);
            other.accept(record);
        } else {
            String fact = new String(name.value(), StandardCharsets.UTF_8);
            seen.accept(new Event.Stored(fact, record.topic(), record.partition(), record.offset()));
        }
    }

    /** Facts of a topic that have no name. */
    public long others(String topic) {
        return others.getOrDefault(topic, 0L);
    }

    public long others() {
        return others.values().stream().mapToLong(Long::longValue).sum();
    }
}
