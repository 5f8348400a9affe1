package io.blackroad.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.blackroad.infra.stack.BrokerProcess;
import io.blackroad.schema.FactReader;
import io.blackroad.schema.FactWriter;
import io.blackroad.schema.LifecycleChange;
import io.blackroad.schema.LifecycleChanged;
import io.blackroad.schema.Placed;
import io.blackroad.schema.SchemaRegistry;
import io.blackroad.schema.control.Worker;
import io.blackroad.topic.Partitions;
import io.blackroad.topic.Topic;
import io.blackroad.topic.TopicAdmin;
import io.blackroad.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The only instance is killed while it places agents: each is placed once, and as evenly as without the kill. */
class PlacementChaosIT {
    private static final int AGENTS = 120;
    private static final List<String> WORKERS = List.of("w1", "w2", "w3", "w4");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long EPOCH = Instant.now().getEpochSecond() * 1_000_000;

    @TempDir
    Path folder;

    private final SchemaRegistry registry = StreamsInstance.registry();
    private final Map<String, FactWriter<?>> writers = new HashMap<>();
    private final Map<String, Long> sequences = new HashMap<>();
    private final FactReader<Placed> reader = new FactReader<>(registry, Placed.class);

    /** Placements of each agent, in order. */
    private final Map<String, List<Placed>> placed = new TreeMap<>();

    private KafkaProducer<byte[], byte[]> producer;

    @Test
    void nobodyIsPlacedTwiceThroughAKill() {
        try (BrokerProcess broker = BrokerProcess.start(folder.resolve("broker"), 0, line -> {})) {
            prepare(broker.bootstrapServers());
            try (KafkaConsumer<byte[], byte[]> consumer = placements(broker.bootstrapServers())) {
                killWhilePlacing(broker.bootstrapServers(), consumer);
            } finally {
                producer.close(Duration.ZERO);
            }
        }
    }

    private void killWhilePlacing(String bootstrap, KafkaConsumer<byte[], byte[]> consumer) {
        StreamsInstance instance = new StreamsInstance(bootstrap, folder.resolve("instance")).started();
        try {
            wake(0, AGENTS / 3);
            await().atMost(PATIENCE).until(() -> placedAfterReports(consumer, AGENTS / 3) > 0);
            wake(AGENTS / 3, AGENTS);
            producer.flush();
            instance.kill();
            instance = new StreamsInstance(bootstrap, folder.resolve("instance")).started();
            await().atMost(PATIENCE).until(() -> placedAfterReports(consumer, AGENTS) == AGENTS);
            // What would be placed twice would be so by now: everybody has been heard of once more.
            long seen = Instant.now().toEpochMilli();
            await().atMost(PATIENCE)
                    .until(() -> placedAfterReports(consumer, AGENTS) == AGENTS
                            && Instant.now().toEpochMilli() > seen + 3_000);
        } finally {
            instance.close();
        }
        assertThat(placed.values()).allMatch(each -> each.size() == 1);
        Map<String, Long> spread = placed.values().stream()
                .collect(Collectors.groupingBy(each -> each.get(0).getWorker(), Collectors.counting()));
        assertThat(spread.keySet()).containsExactlyInAnyOrderElementsOf(WORKERS);
        assertThat(spread.values()).allMatch(agents -> agents == AGENTS / WORKERS.size());
    }

    /** Agents report, and what was placed is read. */
    private int placedAfterReports(KafkaConsumer<byte[], byte[]> consumer, int agents) {
        for (int agent = 0; agent < agents; agent++) {
            String id = "agent-" + agent;
            var fact = FleetDriver.metricFact(id, 100, sequences.merge(id, 1L, Long::sum), Instant.now());
            fact.setEpoch(EPOCH);
            send(Topics.METRIC_SAMPLED, id, fact);
        }
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(300))) {
            Placed fact = reader.read(record.value(), null);
            placed.computeIfAbsent(fact.getAgentId(), any -> new ArrayList<>()).add(fact);
        }
        return placed.size();
    }

    private void prepare(String bootstrap) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            new TopicAdmin(admin, new Partitions(2, 2, (short) 1)).apply();
        }
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new ByteArraySerializer(), new ByteArraySerializer());
        for (String id : WORKERS) {
            send(Topics.WORKERS, id, new Worker(id, "us-east", 8_000, 32_000_000_000L, 0, false, Instant.now()));
        }
        producer.flush();
    }

    private static KafkaConsumer<byte[], byte[]> placements(String bootstrap) {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.PLACED.name()).stream()
                .map(each -> new TopicPartition(each.topic(), each.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }

    private void wake(int from, int to) {
        for (int agent = from; agent < to; agent++) {
            String id = "agent-" + agent;
            LifecycleChanged fact = FleetDriver.lifecycleFact(id, LifecycleChange.REGISTERED, 1, Instant.now());
            fact.setEpoch(EPOCH);
            send(Topics.LIFECYCLE_CHANGED, id, fact);
        }
    }

    private <V extends SpecificRecord> void send(Topic<V> topic, String key, V value) {
        @SuppressWarnings("unchecked")
        FactWriter<V> writer = (FactWriter<V>) writers.computeIfAbsent(
                topic.name(), name -> new FactWriter<>(registry, topic.subject(), topic.type()));
        producer.send(new ProducerRecord<>(topic.name(), key.getBytes(StandardCharsets.UTF_8), writer.write(value)));
    }
}
