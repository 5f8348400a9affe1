package io.blackroad.connect;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The control topics on a broker. */
final class KafkaControlLog implements ControlLog {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Consumer<String, byte[]> consumer;
    private final Producer<String, byte[]> producer;

    KafkaControlLog(Map<String, String> client) {
        this(
                new KafkaConsumer<>(consumerSettings(client), new StringDeserializer(), new ByteArrayDeserializer()),
                new KafkaProducer<>(producerSettings(client), new StringSerializer(), new ByteArraySerializer()));
    }

    KafkaControlLog(Consumer<String, byte[]> consumer, Producer<String, byte[]> producer) {
        this.consumer = consumer;
        this.producer = producer;
    }

    @Override
    public List<Entry> read(String topic) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(found -> new TopicPartition(topic, found.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new IllegalStateException("topic " + topic + " does not exist; create it with topics apply");
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        List<Entry> entries = new ArrayList<>();
        long progress = System.nanoTime();
        while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
            int before = entries.size();
            consumer.poll(POLL).forEach(found -> entries.add(new Entry(found.key(), found.value())));
            if (entries.size() > before) {
                progress = System.nanoTime();
            } else if (System.nanoTime() - progress > PATIENCE.toNanos()) {
                throw new TimeoutException("no record of " + topic + " came for " + PATIENCE.toSeconds()
                        + " s before its end was reached; is its leader up?");
            }
        }
        return entries;
    }

    @Override
    public void append(String topic, List<Entry> entries) {
        List<Future<?>> sent = new ArrayList<>();
        for (Entry entry : entries) {
            sent.add(producer.send(new ProducerRecord<>(topic, entry.key(), entry.value())));
        }
        producer.flush();
        sent.forEach(KafkaControlLog::await);
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

    @Override
    public void close() {
        try {
            consumer.close();
        } finally {
            producer.close();
        }
    }

    private static Map<String, Object> consumerSettings(Map<String, String> client) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put("enable.auto.commit", false);
        settings.put("allow.auto.create.topics", false);
        settings.put("isolation.level", "read_committed");
        return settings;
    }

    private static Map<String, Object> producerSettings(Map<String, String> client) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put("acks", "all");
        settings.put("enable.idempotence", true);
        // More in flight can stall on a new topic for ever: https://issues.apache.org/jira/browse/KAFKA-15591
        settings.put("max.in.flight.requests.per.connection", 1);
        return settings;
    }
}
