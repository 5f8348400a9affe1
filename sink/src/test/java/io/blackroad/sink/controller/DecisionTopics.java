package io.blackroad.sink.controller;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.blackroad.schema.ApplyOutcome;
import io.blackroad.schema.FactReader;
import io.blackroad.schema.FactSchemas;
import io.blackroad.schema.FactWriter;
import io.blackroad.schema.InMemoryRegistry;
import io.blackroad.schema.ScaleApplied;
import io.blackroad.schema.ScaleDecided;
import io.blackroad.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The topics on the broker of the tests, as scaling sees them. */
final class DecisionTopics {
    /** The schemas have the same ids in every process, so that none needs a registry. */
    static final InMemoryRegistry REGISTRY = registry();

    private static final FactWriter<ScaleDecided> WRITER =
            new FactWriter<>(REGISTRY, Topics.SCALE_DECIDED.subject(), ScaleDecided.class);

    private DecisionTopics() {}

    private static InMemoryRegistry registry() {
        InMemoryRegistry made = new InMemoryRegistry();
        made.register(Topics.SCALE_DECIDED.subject(), FactSchemas.published(ScaleDecided.class));
        made.register(Topics.SCALE_APPLIED.subject(), FactSchemas.published(ScaleApplied.class));
        return made;
    }

    static ProducerRecord<byte[], byte[]> record(ScaleDecided decision) {
        String key = decision.getRegion() + "/" + decision.getService();
        return new ProducerRecord<>(Topics.SCALE_DECIDED.name(), key.getBytes(UTF_8), WRITER.write(decision));
    }

    static void send(ScaleDecided decision) {
        sendRaw(record(decision));
    }

    static void sendRaw(ProducerRecord<byte[], byte[]> found) {
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
            producer.send(found);
        }
    }

    static KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("bootstrap.servers", BrokerForTests.bootstrapServers());
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Reports on a target that answer a decision, in order. */
    static List<ScaleApplied> answers(TargetId id) {
        return reports(id).stream()
                .filter(report -> report.getOutcome() != ApplyOutcome.REPORTED)
                .toList();
    }

    /** All reports on a target, in order. */
    static List<ScaleApplied> reports(TargetId id) {
        FactReader<ScaleApplied> reader = new FactReader<>(REGISTRY, ScaleApplied.class);
        return all(Topics.SCALE_APPLIED.name()).stream()
                .map(found -> reader.read(found.value(), null))
                .filter(report -> report.getRegion().equals(id.region())
                        && report.getService().equals(id.service()))
                .toList();
    }

    static List<ConsumerRecord<byte[], byte[]>> all(String topic) {
        Map<String, Object> settings = Map.of("bootstrap.servers", BrokerForTests.bootstrapServers());
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(found -> new TopicPartition(topic, found.partition()))
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
}
