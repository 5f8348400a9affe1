package io.blackroad.sink.controller;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.blackroad.schema.ApplyOutcome;
import io.blackroad.schema.FactReader;
import io.blackroad.schema.FactWriter;
import io.blackroad.schema.ScaleApplied;
import io.blackroad.schema.ScaleDecided;
import io.blackroad.topic.Topics;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The topics on the broker of the tests, as scaling sees them. */
final class DecisionTopics {
    private static final FactWriter<ScaleDecided> WRITER =
            new FactWriter<>(RegistryForTests.REGISTRY, Topics.SCALE_DECIDED.subject(), ScaleDecided.class);

    private DecisionTopics() {}

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
        FactReader<ScaleApplied> reader = new FactReader<>(RegistryForTests.REGISTRY, ScaleApplied.class);
        byte[] key = id.key().getBytes(UTF_8);
        return BrokerForTests.all(Topics.SCALE_APPLIED).stream()
                .filter(found -> Arrays.equals(found.key(), key))
                .map(found -> reader.read(found.value(), null))
                .toList();
    }
}
