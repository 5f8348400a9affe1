package io.blackroad.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.blackroad.cost.Account;
import io.blackroad.cost.Bills;
import io.blackroad.cost.Prices;
import io.blackroad.cost.Prices.Sold;
import io.blackroad.cost.UsageBook;
import io.blackroad.infra.stack.BrokerProcess;
import io.blackroad.schema.CostAccrued;
import io.blackroad.schema.FactReader;
import io.blackroad.schema.FactWriter;
import io.blackroad.schema.LifecycleChange;
import io.blackroad.schema.LifecycleChanged;
import io.blackroad.schema.MetricSampled;
import io.blackroad.schema.SchemaRegistry;
import io.blackroad.schema.control.Price;
import io.blackroad.streams.control.PriceWire;
import io.blackroad.topic.Partitions;
import io.blackroad.topic.Topic;
import io.blackroad.topic.TopicAdmin;
import io.blackroad.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two instances reckon what agents cost that report, change, boot anew and fall silent for good, while one instance after
 * the other is killed and a price changes in the middle of the hour: what is published in the end is the price times the
 * lives of the agents, to the nano-dollar. {@code -Dblackroad.cost.kills=20} for a longer run; a seed tells the lives,
 * {@code -Dblackroad.seed=N} repeats one.
 */
class CostChaosIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long EPOCH = Instant.now().getEpochSecond() * 1_000_000;
    private static final Sold CPU = new Sold("rail", "vcpu");

    @TempDir
    Path folder;

    private final SchemaRegistry registry = StreamsInstance.registry();
    private final Map<String, FactWriter<?>> writers = new HashMap<>();
    private final Map<String, Long> sequences = new HashMap<>();
    private final List<Life> lives = new ArrayList<>();
    private final List<Price> prices = new ArrayList<>();
    private KafkaProducer<byte[], byte[]> producer;

    /** One agent and what it held so far. */
    private static final class Life {
        private final String id;
        private final List<Held> held = new ArrayList<>();
        private long boot;
        private Instant booted;
        private boolean silent;

        Life(String id) {
            this.id = id;
        }

        Held now() {
            return held.get(held.size() - 1);
        }
    }

    /** What was held from a time to the last word about it. */
    private static final class Held {
        private final boolean overhead;
        private final int cpu;
        private final Instant from;
        private Instant to;

        Held(boolean overhead, int cpu, Instant from) {
            this.overhead = overhead;
            this.cpu = cpu;
            this.from = from;
            this.to = from;
        }
    }

    @Test
    void everyNanoDollarIsThereAfterKills() {
        long seed = Long.getLong("blackroad.seed", System.nanoTime());
        int kills = Integer.getInteger("blackroad.cost.kills", 2);
        try (BrokerProcess broker = BrokerProcess.start(folder.resolve("broker"), 0, line -> {})) {
            prepare(broker.bootstrapServers());
            chaos(broker.bootstrapServers(), new Random(seed), kills);
        } catch (RuntimeException | Error e) {
            throw new AssertionError("repeat with -Dblackroad.seed=" + seed, e);
        } finally {
            producer.close(Duration.ZERO);
        }
    }

    private void chaos(String bootstrap, Random random, int kills) {
        StreamsInstance[] instances = new StreamsInstance[2];
        try {
            for (int number = 0; number < instances.length; number++) {
                instances[number] = new StreamsInstance(bootstrap, folder.resolve("instance-" + number)).started();
            }
            for (int number = 0; number < 24; number++) {
                Life life = new Life("agent-" + number);
                lives.add(life);
                boot(life, random);
            }
            rounds(random, 60);
            for (int kill = 0; kill < kills; kill++) {
                rounds(random, 5);
                int victim = kill % instances.length;
                instances[victim].kill();
                // Some fall silent for good right when nobody listens.
                lives.forEach(life -> life.silent |= random.nextInt(6) == 0);
                rounds(random, 5);
                instances[victim] = new StreamsInstance(bootstrap, folder.resolve("instance-" + victim)).started();
                rounds(random, 30);
            }
            producer.flush();
            settles(bootstrap, instances);
            assertThat(instances).allMatch(StreamsInstance::alive);
        } finally {
            for (StreamsInstance instance : instances) {
                if (instance != null) {
                    instance.close();
                }
            }
        }
    }

    /** Rounds of traffic, each fact a moment after the one before. */
    private void rounds(Random random, int count) {
        for (int round = 0; round < count; round++) {
            for (Life life : lives) {
                if (!life.silent) {
                    live(life, random);
                }
            }
            producer.flush();
            await().pollDelay(Duration.ofMillis(40)).until(() -> true);
        }
    }

    private void live(Life life, Random random) {
        int dice = random.nextInt(40);
        // Nobody boots twice within two seconds: a topic may be read a tick ahead of another.
        if (dice < 2 && now().isAfter(life.booted.plusSeconds(2))) {
            boot(life, random);
        } else if (dice < 5) {
            change(life, dice == 4 ? LifecycleChange.BUSY : LifecycleChange.IDLE, 100 * (1 + random.nextInt(30)));
        } else {
            Instant at = now();
            life.now().to = at;
            MetricSampled sample = FleetDriver.metricFact(life.id, 100, next(life.id + "/metric/" + life.boot), at);
            sample.setEpoch(EPOCH + life.boot);
            send(Topics.METRIC_SAMPLED, life.id, sample);
        }
    }

    /** The boot before, if any, ends with its last word. */
    private void boot(Life life, Random random) {
        life.boot++;
        life.booted = now();
        fact(life, LifecycleChange.REGISTERED, 100 * (1 + random.nextInt(30)), life.booted);
    }

    private void change(Life life, LifecycleChange change, int cpu) {
        Instant at = now();
        life.now().to = at;
        fact(life, change, cpu, at);
    }

    private void fact(Life life, LifecycleChange change, int cpu, Instant at) {
        life.held.add(new Held(change == LifecycleChange.REGISTERED, cpu, at));
        LifecycleChanged fact =
                FleetDriver.lifecycleFact(life.id, change, next(life.id + "/lifecycle/" + life.boot), at);
        fact.setEpoch(EPOCH + life.boot);
        fact.setCpuRequestedMillis(cpu);
        fact.setMemoryRequestedBytes(0);
        send(Topics.LIFECYCLE_CHANGED, life.id, fact);
    }

    private Map<String, Long> expected() {
        UsageBook book = new UsageBook(new Prices(PriceWire.rows(prices)));
        for (Life life : lives) {
            for (Held held : life.held) {
                Account account =
                        held.overhead ? Account.overhead("us-east", "worker") : Account.agent("", "us-east", "worker");
                book.held(account, CPU, held.cpu * 1_000_000L, held.from, held.to);
            }
        }
        return new TreeMap<>(
                Bills.of(book).by(line -> "us-east/worker/" + line.from().truncatedTo(ChronoUnit.HOURS)));
    }

    private void settles(String bootstrap, StreamsInstance[] instances) {
        Map<String, Long> expected = expected();
        Map<String, Long> published = new TreeMap<>();
        FactReader<CostAccrued> reader = new FactReader<>(registry, CostAccrued.class);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = List.of(
                    new TopicPartition(Topics.COST_ACCRUED.name(), 0),
                    new TopicPartition(Topics.COST_ACCRUED.name(), 1));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            await().atMost(PATIENCE).untilAsserted(() -> {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(record -> published.put(
                                new String(record.key(), StandardCharsets.UTF_8),
                                reader.read(record.value(), null).getNanoDollars()));
                assertThat(published).isEqualTo(expected);
            });
        }
        long all = expected.values().stream().mapToLong(Long::longValue).sum();
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
            for (StreamsInstance instance : instances) {
                JsonNode cost = instance.get("/v1/cost?window=PT24H");
                assertThat(cost.path("nanoDollars").asLong()).isEqualTo(all);
                assertThat(cost.path("open").asLong(-1)).isZero();
            }
        });
    }

    private void prepare(String bootstrap) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            new TopicAdmin(admin, new Partitions(2, 2, (short) 1)).apply();
        }
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new ByteArraySerializer(), new ByteArraySerializer());
        price(463_000, now().minusSeconds(86_400));
        // In the middle of the run, and of the hour.
        price(926_001, now().plusSeconds(20));
        producer.flush();
    }

    private void price(long nanoDollars, Instant from) {
        Price row = Price.newBuilder()
                .setId("rail/vcpu/" + from)
                .setProvider("rail")
                .setItem("vcpu")
                .setUnit("minute")
                .setNanoDollars(nanoDollars)
                .setValidFrom(from)
                .setUpdatedAt(from)
                .build();
        prices.add(row);
        send(Topics.PRICES, row.getId(), row);
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    private long next(String what) {
        return sequences.merge(what, 1L, Long::sum);
    }

    private <V extends SpecificRecord> void send(Topic<V> topic, String key, V value) {
        @SuppressWarnings("unchecked")
        FactWriter<V> writer = (FactWriter<V>) writers.computeIfAbsent(
                topic.name(), name -> new FactWriter<>(registry, topic.subject(), topic.type()));
        producer.send(new ProducerRecord<>(topic.name(), key.getBytes(StandardCharsets.UTF_8), writer.write(value)));
    }
}
