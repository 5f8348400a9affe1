package io.blackroad.sink.memory.state;

import static io.blackroad.sink.controller.RegistryForTests.REGISTRY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.blackroad.infra.stack.ChildCommand;
import io.blackroad.infra.stack.ChildJvm;
import io.blackroad.schema.FactWriter;
import io.blackroad.schema.LifecycleChange;
import io.blackroad.schema.LifecycleChanged;
import io.blackroad.schema.MetricSampled;
import io.blackroad.schema.TaskChanged;
import io.blackroad.sink.controller.BrokerForTests;
import io.blackroad.sink.memory.Answer;
import io.blackroad.sink.memory.CacheConfig;
import io.blackroad.sink.memory.CachedMemory;
import io.blackroad.sink.memory.ChangeFeed;
import io.blackroad.sink.memory.Entry;
import io.blackroad.sink.memory.KafkaChanges;
import io.blackroad.sink.memory.KafkaSettings;
import io.blackroad.sink.memory.MemoryConfig;
import io.blackroad.sink.memory.MemoryKey;
import io.blackroad.sink.memory.RedisFleet;
import io.blackroad.sink.memory.ShardedMemory;
import io.blackroad.topic.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemorySinkIT {
    private static final int SHARDS = 4;
    private static final int AGENTS = 200;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private String prefix;
    private RedisFleet fleet;
    private ShardedMemory memory;
    private KafkaProducer<byte[], byte[]> producer;
    private final FactWriter<MetricSampled> metrics =
            new FactWriter<>(REGISTRY, Topics.METRIC_SAMPLED.subject(), MetricSampled.class);
    private final FactWriter<LifecycleChanged> lives =
            new FactWriter<>(REGISTRY, Topics.LIFECYCLE_CHANGED.subject(), LifecycleChanged.class);
    private final FactWriter<TaskChanged> tasks =
            new FactWriter<>(REGISTRY, Topics.TASK_CHANGED.subject(), TaskChanged.class);

    @BeforeEach
    void start(TestInfo test) {
        fleet = RedisFleet.start(folder, SHARDS);
        // Every test has agents and a group of its own.
        prefix = "m" + Integer.toHexString((test.getTestMethod() + test.getDisplayName()).hashCode()) + "-";
        memory = new ShardedMemory(fleet.config());
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", BrokerForTests.bootstrapServers(), "linger.ms", 5),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    @AfterEach
    void stop() {
        if (memory != null) {
            producer.close();
            memory.close();
            fleet.close();
        }
    }

    private static KafkaSettings kafka() {
        return KafkaSettings.of(BrokerForTests.bootstrapServers());
    }

    private MemorySink sink() {
        MemorySink sink = new MemorySink(
                MemorySinkConfig.of(kafka(), prefix + "sink").withGroup(prefix), REGISTRY, memory, Clock.systemUTC());
        sink.start();
        return sink;
    }

    private String agent(int number) {
        return prefix + number;
    }

    private void send(String topic, String agent, byte[] fact) {
        producer.send(new ProducerRecord<>(topic, agent.getBytes(UTF_8), fact));
    }

    private void metric(String agent, long epoch, long sequence, int inFlight) {
        send(Topics.METRIC_SAMPLED.name(), agent, metrics.write(TestFacts.metric(agent, epoch, sequence, inFlight)));
    }

    private JsonNode part(String agent, String kind) {
        return json(memory.state(agent).map(state -> state.parts().get(kind)).orElse("{}"));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void keepsTheNewestFactOfEachKind() {
        String agent = agent(1);
        send(Topics.LIFECYCLE_CHANGED.name(), agent, lives.write(TestFacts.life(agent, 7, 1, LifecycleChange.STARTED)));
        metric(agent, 7, 2, 20);
        metric(agent, 7, 1, 10);
        send(Topics.TASK_CHANGED.name(), agent, tasks.write(TestFacts.task(agent, 7, 1, "own", "")));
        send(Topics.TASK_CHANGED.name(), agent, tasks.write(TestFacts.task(agent, 9, 9, "given", "intake")));
        send(Topics.METRIC_SAMPLED.name(), agent, new byte[] {9, 9});
        long future = Clock.systemUTC().millis() * 1000 + Duration.ofHours(2).toMillis() * 1000;
        metric(agent, future, 1, 99);
        metric("other", 8, 1, 1);
        try (MemorySink sink = sink()) {
            await().atMost(LIMIT)
                    .until(() -> !part(agent, "lifecycle").isEmpty()
                            && part(agent, "task").path("taskId").asText().equals("own")
                            && part(agent, "metric").path("inFlight").asInt() == 20
                            && sink.counts().unreadable() >= 2);

            // A new boot begins to count again, and wins.
            metric(agent, 8, 1, 30);
            await().atMost(LIMIT)
                    .until(() -> part(agent, "metric").path("inFlight").asInt() == 30);
            metric(agent, 7, 900, 40);
            metric(agent, 8, 2, 50);
            await().atMost(LIMIT)
                    .until(() -> part(agent, "metric").path("inFlight").asInt() == 50);
            assertThat(part(agent, "lifecycle").path("region").asText()).isEqualTo("us-east");
            assertThat(sink.failure()).isEmpty();
        }
    }

    @Test
    void newsOfAgentsWhoseShardIsDownWaitsAndTheOthersGoesOn() {
        for (int number = 0; number < AGENTS; number++) {
            metric(agent(number), 1, 1, 1);
        }
        try (MemorySink sink = sink()) {
            await().atMost(LIMIT).until(() -> at(1) == AGENTS);
            fleet.kill(3);
            for (int number = 0; number < AGENTS; number++) {
                metric(agent(number), 1, 2, 2);
                metric(agent(number), 1, 3, 3);
            }
            producer.flush();
            await().atMost(LIMIT).untilAsserted(() -> {
                assertThat(sink.failure()).isEmpty();
                assertThat(at(3)).isEqualTo(AGENTS - unanswered());
                // Agents of other tests, which live on the same topics, may wait as well.
                assertThat(sink.counts().waiting()).isGreaterThan(20).isGreaterThanOrEqualTo((int) unanswered());
            });
            fleet.restart(3);
            await().atMost(LIMIT).until(() -> at(3) == AGENTS && sink.counts().waiting() == 0 && isAllCommitted());
        }
        // What was committed is complete: a next sink has nothing new to write, of agents of other tests neither.
        try (MemorySink next = sink()) {
            metric(agent(0), 1, 4, 4);
            await().atMost(LIMIT)
                    .until(() -> part(agent(0), "metric").path("inFlight").asInt() == 4);
            assertThat(next.counts().written()).isEqualTo(1);
        }
    }

    private boolean isAllCommitted() {
        try (KafkaConsumer<byte[], byte[]> look = new KafkaConsumer<>(
                Map.of("bootstrap.servers", BrokerForTests.bootstrapServers(), "group.id", prefix),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            Set<TopicPartition> partitions = FactParts.topics().stream()
                    .flatMap(topic -> look.partitionsFor(topic).stream())
                    .map(found -> new TopicPartition(found.topic(), found.partition()))
                    .collect(Collectors.toSet());
            Map<TopicPartition, Long> committed = new HashMap<>();
            look.committed(partitions)
                    .forEach((partition, place) -> committed.put(partition, place == null ? 0 : place.offset()));
            return committed.equals(look.endOffsets(partitions));
        }
    }

    /** Agents whose shard does not answer. */
    private long unanswered() {
        return memory.states(agents()).values().stream()
                .filter(answer -> !answer.isDone())
                .count();
    }

    /** Agents whose newest sample says so; those that cannot be read are not among them. */
    private long at(int inFlight) {
        return memory.states(agents()).values().stream()
                .filter(Answer::isDone)
                .filter(answer -> answer.get()
                        .map(state -> state.parts().getOrDefault("metric", ""))
                        .orElse("")
                        .contains("\"inFlight\":" + inFlight + ","))
                .count();
    }

    @Test
    void copiesElsewhereAreDroppedWhenTheSinkOrAnotherProcessWrites() throws InterruptedException {
        try (CachedMemory here = cached("here");
                ChangeFeed feed = ChangeFeed.start(kafka(), REGISTRY, prefix + "here", here);
                CachedMemory there = cached("there");
                MemorySink sink = sink()) {
            assertThat(feed.awaitPlaced(LIMIT)).isTrue();
            MemoryKey key = new MemoryKey(agent(1), "plan");
            assertThat(here.get(key)).isEmpty();
            assertThat(here.state(agent(1))).isEmpty();
            assertThat(here.get(key)).isEmpty();
            assertThat(here.state(agent(1))).isEmpty();
            assertThat(here.hits()).isEqualTo(2);

            there.set(Entry.of(key, "b".getBytes(UTF_8)));
            metric(agent(1), 1, 1, 77);

            // Copies here live for an hour: only word can have removed them.
            await().atMost(LIMIT).until(() -> here.get(key).isPresent());
            await().atMost(LIMIT).until(() -> here.state(agent(1)).isPresent());
            assertThat(sink.failure()).isEmpty();
        }
    }

    private CachedMemory cached(String name) {
        return new CachedMemory(
                new ShardedMemory(fleet.config()),
                new KafkaChanges(kafka(), REGISTRY, prefix + name, Clock.systemUTC()),
                new CacheConfig(Duration.ofHours(1), 1 << 20));
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22})
    void finalStatesEqualWhatWasSentHoweverOftenTheSinkIsKilled(long seed) {
        Random random = new Random(seed);
        Map<String, long[]> sent = new HashMap<>();
        int inFlight = 0;
        for (int kill = 0; kill < 3; kill++) {
            Map<String, String> before = states();
            ChildJvm sink = child(kill);
            sendSome(10_000, random, sent);
            int until = 1 + random.nextInt(AGENTS / 2);
            await().pollInterval(Duration.ofMillis(1)).atMost(LIMIT).until(() -> changed(before) >= until);
            sink.kill();
            inFlight += states().equals(flat(sent)) ? 0 : 1;
        }
        sendSome(1_000, random, sent);
        ChildJvm last = child(3);
        try {
            await().atMost(LIMIT).untilAsserted(() -> assertThat(states()).isEqualTo(flat(sent)));
        } finally {
            last.close();
        }
        assertThat(inFlight)
                .as("kills that hit while facts were still to write")
                .isPositive();
    }

    private void sendSome(int facts, Random random, Map<String, long[]> sent) {
        for (int fact = 0; fact < facts; fact++) {
            String agent = agent(random.nextInt(AGENTS));
            long[] mark = sent.computeIfAbsent(agent, id -> new long[] {1, 0});
            if (random.nextInt(50) == 0) {
                mark[0]++;
                mark[1] = 0;
            }
            mark[1]++;
            metric(agent, mark[0], mark[1], fact);
        }
        producer.flush();
    }

    private long changed(Map<String, String> before) {
        Map<String, String> now = states();
        return now.entrySet().stream()
                .filter(each -> !each.getValue().equals(before.get(each.getKey())))
                .count();
    }

    private Map<String, String> states() {
        Map<String, String> states = new HashMap<>();
        memory.states(agents()).forEach((agent, answer) -> {
            JsonNode metric =
                    json(answer.get().map(state -> state.parts().get("metric")).orElse("{}"));
            if (!metric.isEmpty()) {
                states.put(
                        agent,
                        metric.path("epoch").asLong() + " "
                                + metric.path("sequence").asLong());
            }
        });
        return states;
    }

    private List<String> agents() {
        return IntStream.range(0, AGENTS).mapToObj(this::agent).toList();
    }

    private static Map<String, String> flat(Map<String, long[]> sent) {
        Map<String, String> flat = new HashMap<>();
        sent.forEach((agent, mark) -> flat.put(agent, mark[0] + " " + mark[1]));
        return flat;
    }

    private ChildJvm child(int number) {
        return ChildJvm.start(new ChildCommand(
                "sink",
                folder.resolve("sink-" + number),
                List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                ChildCommand.ownClassPath(),
                SinkMain.class.getName(),
                List.of(BrokerForTests.bootstrapServers(), prefix, String.join(",", fleet.servers()))));
    }

    /** The sink as a process of its own. */
    public static final class SinkMain {
        public static void main(String[] arguments) throws InterruptedException {
            ShardedMemory memory = new ShardedMemory(MemoryConfig.of(List.of(arguments[2].split(","))));
            new MemorySink(
                            MemorySinkConfig.of(KafkaSettings.of(arguments[0]), "sink")
                                    .withGroup(arguments[1]),
                            REGISTRY,
                            memory,
                            Clock.systemUTC())
                    .start();
            Thread.currentThread().join();
        }
    }
}
