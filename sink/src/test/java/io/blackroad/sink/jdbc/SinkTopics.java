package io.blackroad.sink.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.blackroad.schema.FactWriter;
import io.blackroad.schema.TaskChanged;
import io.blackroad.sink.controller.BrokerForTests;
import io.blackroad.sink.controller.RegistryForTests;
import io.blackroad.topic.Topic;
import io.blackroad.topic.Topics;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
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
        send(topic, key, new FactWriter<>(RegistryForTests.REGISTRY, topic.subject(), topic.type()).write(fact));
    }

    void send(Topic<?> topic, String key, byte[] value) {
        producer.send(new ProducerRecord<>(topic.name(), key.getBytes(UTF_8), value));
    }

    void flush() {
        producer.flush();
    }

    static String header(ConsumerRecord<byte[], byte[]> found, String name) {
        return new String(found.headers().lastHeader("__streams.errors." + name).value(), UTF_8);
    }

    @Override
    public void close() {
        producer.close();
    }
}
