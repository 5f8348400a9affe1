package io.blackroad.sink.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.blackroad.schema.FactWriter;
import io.blackroad.schema.TaskChanged;
import io.blackroad.sink.controller.BrokerForTests;
import io.blackroad.topic.Topic;
import io.blackroad.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends to the topics of the tests' broker, and reads what is in them. */
final class SinkTopics implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", BrokerForTests.bootstrapServers(), "linger.ms", 5),
            new ByteArraySerializer(),
            new ByteArraySerializer());

    void send(TaskChanged task) {
        send(Topics.TASK_CHANGED, task.getAgentId(), TestFacts.TASKS.write(task));
    }

    <V extends SpecificRecord> void send(Topic<V> topic, String key, V fact) {
        send(topic, key, new FactWriter<>(TestFacts.REGISTRY, topic.subject(), topic.type()).write(fact));
    }

    void send(Topic<?> topic, String key, byte[] value) {
        producer.send(new ProducerRecord<>(topic.name(), key.getBytes(UTF_8), value));
    }

    void flush() {
        producer.flush();
    }

    /** Everything in a topic. */
    static List<ConsumerRecord<byte[], byte[]>> all(Topic<?> topic) {
        Map<String, Object> settings = Map.of("bootstrap.servers", BrokerForTests.bootstrapServers());
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(found -> new TopicPartition(topic.name(), found.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(found::add);
            }
            return found;
        }
    }

    static String header(ConsumerRecord<byte[], byte[]> found, String name) {
        return new String(found.headers().lastHeader("__streams.errors." + name).value(), UTF_8);
    }

    @Override
    public void close() {
        producer.close();
    }
}
