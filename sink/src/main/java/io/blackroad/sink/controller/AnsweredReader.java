package io.blackroad.sink.controller;

import io.blackroad.schema.FactReader;
import io.blackroad.schema.ScaleApplied;
import io.blackroad.schema.SchemaRegistry;
import io.blackroad.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the last answered sequence of each target in the reports topic. Every report carries it and they come every few
 * seconds, so the end of the topic says it: a quarter of reports need not be read. When the end does not know a target,
 * a longer piece is read, at last the whole topic.
 */
final class AnsweredReader {
    private static final Logger LOG = LoggerFactory.getLogger(AnsweredReader.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long FIRST_PIECE = 2_000;
    private static final long GROWTH = 16;

    private final Consumer<byte[], byte[]> consumer;
    private final FactReader<ScaleApplied> reader;

    AnsweredReader(Consumer<byte[], byte[]> consumer, SchemaRegistry registry) {
        this.consumer = consumer;
        this.reader = new FactReader<>(registry, ScaleApplied.class);
    }

    /** The highest answered sequence of those targets that the topic knows. */
    Map<TargetId, Long> read(Set<TargetId> wanted) {
        List<TopicPartition> partitions = partitions();
        consumer.assign(partitions);
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        for (long piece = FIRST_PIECE; ; piece *= GROWTH) {
            boolean whole = true;
            for (TopicPartition partition : partitions) {
                long from = Math.max(begins.get(partition), ends.get(partition) - piece);
                whole &= from == begins.get(partition);
                consumer.seek(partition, from);
            }
            Map<TargetId, Long> answered = readTo(ends);
            if (whole || answered.keySet().containsAll(wanted)) {
                answered.keySet().retainAll(wanted);
                return answered;
            }
        }
    }

    private List<TopicPartition> partitions() {
        String topic = Topics.SCALE_APPLIED.name();
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(found -> new TopicPartition(topic, found.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new UnknownTopicOrPartitionException(
                    "topic " + topic + " does not exist; create it with topics apply");
        }
        return partitions;
    }

    private Map<TargetId, Long> readTo(Map<TopicPartition, Long> ends) {
        Map<TargetId, Long> answered = new HashMap<>();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(POLL).forEach(found -> take(found.value(), answered));
        }
        return answered;
    }

    private void take(byte[] bytes, Map<TargetId, Long> answered) {
        try {
            ScaleApplied report = reader.read(bytes, null);
            TargetId id = new TargetId(report.getRegion(), report.getService());
            answered.merge(id, report.getSequence(), Math::max);
        } catch (SerializationException e) {
            LOG.warn("a report cannot be read and is left out: {}", e.getMessage());
        }
    }
}
