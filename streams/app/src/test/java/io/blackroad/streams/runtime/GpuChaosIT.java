package io.blackroad.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.blackroad.infra.stack.BrokerProcess;
import io.blackroad.schema.EventId;
import io.blackroad.schema.FactWriter;
import io.blackroad.schema.GpuChange;
import io.blackroad.schema.GpuChanged;
import io.blackroad.schema.LifecycleChange;
import io.blackroad.schema.LifecycleChanged;
import io.blackroad.schema.SchemaRegistry;
import io.blackroad.schema.control.GpuNode;
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
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two instances deal the cards of two regions while agents ask, release and report, and one instance after the other is
 * killed in the middle of it: no card is granted twice. {@code -Dblackroad.gpu.kills=20} for a longer run; a seed tells
 * the traffic and the moments, {@code -Dblackroad.seed=N} repeats one.
 */
class GpuChaosIT {
    private static final long CARD = 80_000_000_000L;
    private static final int AGENTS = 24;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long EPOCH = Instant.now().getEpochSecond() * 1_000_000;

    @TempDir
    Path folder;

    private final SchemaRegistry registry = StreamsInstance.registry();
    private final Map<String, FactWriter<?>> writers = new HashMap<>();
    private final Map<String, Long> sequences = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private KafkaProducer<byte[], byte[]> producer;
    private int requests;

    @Test
    void noCardIsGrantedTwiceThroughKills() {
        long seed = Long.getLong("blackroad.seed", System.nanoTime());
        int kills = Integer.getInteger("blackroad.gpu.kills", 2);
        Random random = new Random(seed);
        try (BrokerProcess broker = BrokerProcess.start(folder.resolve("broker"), 0, line -> {})) {
            prepare(broker.bootstrapServers());
            try (LeaseBooks books = new LeaseBooks(broker.bootstrapServers(), registry, CARD)) {
                chaos(broker.bootstrapServers(), books, random, kills);
            } finally {
                producer.close(Duration.ZERO);
            }
        } catch (RuntimeException | Error e) {
            throw new AssertionError("repeat with -Dblackroad.seed=" + seed, e);
        }
    }

    private void chaos(String bootstrap, LeaseBooks books, Random random, int kills) {
        StreamsInstance[] instances = new StreamsInstance[2];
        try {
            for (int number = 0; number < instances.length; number++) {
                instances[number] = new StreamsInstance(bootstrap, folder.resolve("instance-" + number)).started();
            }
            register();
            traffic(books, random, books.poll() + 40);
            for (int kill = 0; kill < kills; kill++) {
                int victim = random.nextInt(instances.length);
                // In the middle of a commit interval, with requests on their way.
                ask(random, 5 + random.nextInt(20));
                producer.flush();
                instances[victim].kill();
                instances[victim] = new StreamsInstance(bootstrap, folder.resolve("instance-" + victim)).started();
                traffic(books, random, books.poll() + 30);
            }
            settles(books, instances[0]);
            assertThat(instances).allMatch(StreamsInstance::alive);
        } finally {
            for (StreamsInstance instance : instances) {
                if (instance != null) {
                    instance.close();
                }
            }
        }
    }

    /** Agents ask, give back and report until so many grants were seen. */
    private void traffic(LeaseBooks books, Random random, long until) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> {
            ask(random, 2);
            for (int agent = 0; agent < AGENTS; agent++) {
                sample("agent-" + agent);
            }
            asked.removeIf(key -> {
                boolean back = books.holds(key) && random.nextInt(4) == 0;
                if (back) {
                    gpu(key, GpuChange.RELEASED, 1, 0);
                }
                return back;
            });
            return books.poll() >= until;
        });
    }

    private void ask(Random random, int count) {
        for (int number = 0; number < count && asked.size() < 200; number++) {
            String key = "agent-" + random.nextInt(AGENTS) + "/r" + requests++;
            asked.add(key);
            int cards = random.nextInt(4) == 0 ? 2 : 1;
            gpu(key, GpuChange.REQUESTED, cards, CARD * (1 + random.nextInt(8)) / 8);
        }
    }

    /** Once nobody asks any more, what the instances answer is what the log says. */
    private void settles(LeaseBooks books, StreamsInstance instance) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            for (int agent = 0; agent < AGENTS; agent++) {
                sample("agent-" + agent);
            }
            books.poll();
            JsonNode pools = instance.get("/v1/gpu");
            assertThat(pools.path("missingPartitions")).isEmpty();
            assertThat(sum(pools, "leases")).isEqualTo(books.held());
            assertThat(sum(pools, "waiting")).isEqualTo(books.waiting());
            assertThat(books.held() + books.waiting()).isEqualTo(asked.size());
        });
    }

    private static int sum(JsonNode pools, String field) {
        int sum = 0;
        for (JsonNode pool : pools.path("items")) {
            sum += pool.path(field).asInt();
        }
        return sum;
    }

    private void prepare(String bootstrap) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            // One partition of leases: the log then has one order, in which the books are kept.
            new TopicAdmin(admin, new Partitions(1, 2, (short) 1)).apply();
        }
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new ByteArraySerializer(), new ByteArraySerializer());
        for (String region : List.of("us-east", "eu-west")) {
            for (int number = 1; number <= 3; number++) {
                String id = region + "-gpu-" + number;
                send(Topics.GPU_NODES, id, new GpuNode(id, region, "h100", 2, CARD, Instant.now()));
            }
        }
        producer.flush();
    }

    private void register() {
        for (int agent = 0; agent < AGENTS; agent++) {
            LifecycleChanged fact =
                    FleetDriver.lifecycleFact("agent-" + agent, LifecycleChange.REGISTERED, 1, Instant.now());
            fact.setEpoch(EPOCH);
            fact.setRegion(agent % 2 == 0 ? "us-east" : "eu-west");
            send(Topics.LIFECYCLE_CHANGED, "agent-" + agent, fact);
        }
    }

    private void sample(String agent) {
        var fact = FleetDriver.metricFact(agent, 100, sequences.merge(agent + "/metric", 1L, Long::sum), Instant.now());
        fact.setEpoch(EPOCH);
        send(Topics.METRIC_SAMPLED, agent, fact);
    }

    private void gpu(String key, GpuChange change, int cards, long bytes) {
        String agent = key.substring(0, key.indexOf('/'));
        GpuChanged fact = GpuChanged.newBuilder()
                .setEventId(new EventId(new byte[16]))
                .setAgentId(agent)
                .setEpoch(EPOCH)
                .setSequence(sequences.merge(agent + "/gpu", 1L, Long::sum))
                .setOccurredAt(Instant.now())
                .setChange(change)
                .setRequestId(key.substring(key.indexOf('/') + 1))
                .setGpuCount(cards)
                .setMemoryBytes(bytes)
                .build();
        send(Topics.GPU_CHANGED, agent, fact);
    }

    private <V extends SpecificRecord> void send(Topic<V> topic, String key, V value) {
        @SuppressWarnings("unchecked")
        FactWriter<V> writer = (FactWriter<V>) writers.computeIfAbsent(
                topic.name(), name -> new FactWriter<>(registry, topic.subject(), topic.type()));
        producer.send(new ProducerRecord<>(topic.name(), key.getBytes(StandardCharsets.UTF_8), writer.write(value)));
    }
}
