package io.blackroad.sink.controller;

import io.blackroad.schema.FactWriter;
import io.blackroad.schema.ScaleApplied;
import io.blackroad.schema.SchemaRegistry;
import io.blackroad.topic.DeadLetters;
import io.blackroad.topic.Topics;
import io.blackroad.topic.TraceContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The reports topic and the dead letters on a broker. */
final class KafkaReports implements Reports {
    private final Producer<byte[], byte[]> producer;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final SchemaRegistry registry;
    private FactWriter<ScaleApplied> writer;

    KafkaReports(ControllerConfig config) {
        this.producer = new KafkaProducer<>(
                ClientSettings.producer(config), new ByteArraySerializer(), new ByteArraySerializer());
        this.consumers = () -> new KafkaConsumer<>(
                ClientSettings.reading(config), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.registry = config.registry();
    }

    @Override
    public Map<TargetId, Long> answered(Set<TargetId> targets) {
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            return new AnsweredReader(consumer, registry).read(targets);
        }
    }

    @Override
    public void append(List<ScaleApplied> reports) {
        List<ProducerRecord<byte[], byte[]>> records =
                reports.stream().map(this::recordOf).toList();
        List<? extends Future<?>> sent = records.stream().map(producer::send).toList();
        sent.forEach(KafkaReports::await);
    }

    @Override
    public void answer(ScaleApplied report, TraceContext trace) {
        ProducerRecord<byte[], byte[]> answer = recordOf(report);
        if (trace != null) {
            answer.headers().add(trace.header());
        }
        await(producer.send(answer));
    }

    @Override
    public void deadLetter(ConsumerRecord<byte[], byte[]> found, Exception why) {
        await(producer.send(DeadLetters.of(found, why)));
    }

    @Override
    public void close() {
        producer.close();
    }

    private ProducerRecord<byte[], byte[]> recordOf(ScaleApplied report) {
        if (writer == null) {
            writer = new FactWriter<>(registry, Topics.SCALE_APPLIED.subject(), ScaleApplied.class);
        }
        String key = new TargetId(report.getRegion(), report.getService()).key();
        return new ProducerRecord<>(
                Topics.SCALE_APPLIED.name(), key.getBytes(StandardCharsets.UTF_8), writer.write(report));
    }

    private static void await(Future<?> sent) {
        try {
            sent.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
