package io.blackroad.infra.connect;

import static org.awaitility.Awaitility.await;

import io.blackroad.schema.FactReader;
import io.blackroad.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Everything committed on one topic, from its beginning, as readers of the streams see it. */
final class TopicReader<R extends SpecificRecord> implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<String, byte[]> consumer;
    private final FactReader<R> reader;
    private final List<ConsumerRecord<String, byte[]>> seen = new ArrayList<>();

    TopicReader(CaptureStack stack, Topic<R> topic) {
        Map<String, Object> settings = new HashMap<>(stack.kafka());
        settings.put("isolation.level", "read_committed");
        consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        reader = new FactReader<>(stack.registry, topic.type());
        List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                .map(found -> new TopicPartition(topic.name(), found.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** One that has read what is there already. */
    static <R extends SpecificRecord> TopicReader<R> atTheEnd(CaptureStack stack, Topic<R> topic) {
        TopicReader<R> fresh = new TopicReader<>(stack, topic);
        Map<TopicPartition, Long> ends = fresh.consumer.endOffsets(fresh.consumer.assignment());
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            fresh.poll();
            return ends.entrySet().stream().allMatch(end -> fresh.consumer.position(end.getKey()) >= end.getValue());
        });
        return fresh;
    }

    /** Records so far, in order; a tombstone has no value. */
    List<ConsumerRecord<String, byte[]>> poll() {
        consumer.poll(POLL).forEach(seen::add);
        return seen;
    }

    /** How many records are new. */
    int pollMore() {
        int before = seen.size();
        return poll().size() - before;
    }

    /** Rows so far of one key; null for a tombstone. */
    List<R> rows(String key) {
        List<R> rows = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> found : poll()) {
            if (found.key().equals(key)) {
                rows.add(found.value() == null ? null : reader.read(found.value(), null));
            }
        }
        return rows;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
