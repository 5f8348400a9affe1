package io.blackroad.infra.cli.topic;

import io.blackroad.infra.cli.config.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Looks into topics from outside any group, and leaves no trace. */
public final class ClusterReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> consumer;

    /** A reader of the settings' cluster; it connects when it is asked for something. */
    public ClusterReader(Settings settings) {
        Map<String, Object> client = new HashMap<>(AskingClient.of(settings));
        client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        client.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        client.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        consumer = new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Those of the topics that hold a record. */
    public Set<String> withRecords(Set<String> topics) {
        Set<String> held = new TreeSet<>();
        for (String topic : topics) {
            List<TopicPartition> partitions = partitions(topic);
            Map<TopicPartition, Long> begin = consumer.beginningOffsets(partitions);
            Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
            if (partitions.stream().anyMatch(partition -> end.get(partition) > begin.get(partition))) {
                held.add(topic);
            }
        }
        return held;
    }

    /** Records of a topic from a time on, in the order of their times; at most the newest {@code most}. */
    public List<ConsumerRecord<byte[], byte[]>> since(String topic, Instant from, int most) {
        List<TopicPartition> partitions = partitions(topic);
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, Math.max(0, from.toEpochMilli())));
        Map<TopicPartition, OffsetAndTimestamp> first = consumer.offsetsForTimes(times);
        Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
        consumer.assign(partitions);
        for (TopicPartition partition : partitions) {
            OffsetAndTimestamp found = first.get(partition);
            long start = found == null ? end.get(partition) : found.offset();
            consumer.seek(partition, Math.max(start, end.get(partition) - most));
        }
        List<ConsumerRecord<byte[], byte[]>> records = readTo(end);
        records.removeIf(record -> record.timestamp() < from.toEpochMilli());
        records.sort(Comparator.comparingLong(ConsumerRecord::timestamp));
        return records.size() <= most ? records : records.subList(records.size() - most, records.size());
    }

    /** The record at an offset of a topic's only partition; empty when it is not there, or not any more. */
    public Optional<ConsumerRecord<byte[], byte[]>> at(String topic, long offset) {
        TopicPartition partition = new TopicPartition(topic, 0);
        long end = consumer.endOffsets(List.of(partition)).get(partition);
        if (offset < 0 || offset >= end) {
            return Optional.empty();
        }
        consumer.assign(List.of(partition));
        consumer.seek(partition, offset);
        return readTo(Map.of(partition, offset + 1)).stream()
                .filter(record -> record.offset() == offset)
                .findFirst();
    }

    /** The next record that comes into a topic; empty when none came before {@code giveUp} says so. */
    public Optional<ConsumerRecord<byte[], byte[]>> next(String topic, BooleanSupplier giveUp) {
        List<TopicPartition> partitions = partitions(topic);
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        // Where the end is, is asked for at the first look only.
        partitions.forEach(consumer::position);
        while (!giveUp.getAsBoolean()) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                return Optional.of(record);
            }
        }
        return Optional.empty();
    }

    private List<ConsumerRecord<byte[], byte[]>> readTo(Map<TopicPartition, Long> end) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        while (end.entrySet().stream().anyMatch(each -> consumer.position(each.getKey()) < each.getValue())) {
            consumer.poll(POLL).forEach(records::add);
        }
        records.removeIf(record -> record.offset() >= end.get(new TopicPartition(record.topic(), record.partition())));
        return records;
    }

    private List<TopicPartition> partitions(String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(each -> new TopicPartition(topic, each.partition()))
                .toList();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
