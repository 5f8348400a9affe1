package io.blackroad.sink.controller;

import io.blackroad.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The decisions topic on a broker. */
final class KafkaDecisions implements Decisions {
    private final Consumer<byte[], byte[]> consumer;
    /** Where each partition ended when it was assigned, until it has been read to there. */
    private final Map<TopicPartition, Long> endsAhead = new HashMap<>();

    private boolean assigned;

    KafkaDecisions(ControllerConfig config) {
        this(new KafkaConsumer<>(
                ClientSettings.decisions(config), new ByteArrayDeserializer(), new ByteArrayDeserializer()));
    }

    KafkaDecisions(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
        consumer.subscribe(List.of(Topics.SCALE_DECIDED.name()), new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                endsAhead.keySet().removeAll(partitions);
            }

            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                endsAhead.putAll(consumer.endOffsets(partitions));
                assigned = true;
            }
        });
    }

    @Override
    public Batch poll(Duration wait) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        consumer.poll(wait).forEach(records::add);
        endsAhead.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
        return new Batch(records, assigned && endsAhead.isEmpty());
    }

    @Override
    public void commit(Map<Integer, Long> offsets) {
        Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
        offsets.forEach((partition, offset) -> positions.put(
                new TopicPartition(Topics.SCALE_DECIDED.name(), partition), new OffsetAndMetadata(offset)));
        consumer.commitSync(positions);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
