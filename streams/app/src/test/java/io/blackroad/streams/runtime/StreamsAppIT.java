package io.blackroad.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.blackroad.infra.stack.BrokerProcess;
import io.blackroad.schema.AlertChange;
import io.blackroad.schema.AlertChanged;
import io.blackroad.schema.ApplyOutcome;
import io.blackroad.schema.Direction;
import io.blackroad.schema.EventId;
import io.blackroad.schema.FactReader;
import io.blackroad.schema.FactWriter;
import io.blackroad.schema.InMemoryRegistry;
import io.blackroad.schema.LifecycleChange;
import io.blackroad.schema.ScaleApplied;
import io.blackroad.schema.ScaleDecided;
import io.blackroad.schema.SchemaRegistry;
import io.blackroad.schema.control.Alert;
import io.blackroad.schema.control.Phase;
import io.blackroad.schema.control.Target;
import io.blackroad.streams.control.ControlTopology;
import io.blackroad.topic.Partitions;
import io.blackroad.topic.Topic;
import io.blackroad.topic.TopicAdmin;
import io.blackroad.topic.Topics;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One instance on a real broker: facts in, decisions and answers out, and every fact accounted for. */
class StreamsAppIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int AGENTS = 40;
    private static final String ALERT = "AgentCountLow";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path directory;

    private static BrokerProcess broker;
    private static StreamsApp app;
    private static KafkaProducer<byte[], byte[]> producer;
    private static final SchemaRegistry REGISTRY = new InMemoryRegistry();
    private static final Map<String, FactWriter<?>> WRITERS = new HashMap<>();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static long sequence;

    @BeforeAll
    static void start() {
        broker = BrokerProcess.start(directory.resolve("broker"), 0, line -> {});
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            new TopicAdmin(admin, new Partitions(4, 2, (short) 1)).apply();
        }
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        send(Topics.RULES, "worker", FleetDriver.rule(1, 10, 100));
        send(
                Topics.TARGETS,
                FleetDriver.TARGET,
                Target.newBuilder()
                        .setId(FleetDriver.TARGET)
                        .setRegion("us-east")
                        .setService("worker")
                        .setRuleId("worker")
                        .setUpdatedAt(Instant.now())
                        .build());
        producer.flush();
        startApp();
    }

    private static void startApp() {
        app = StreamsApp.start(
                RuntimeSettings.defaults(
                        broker.bootstrapServers(), URI.create("http://unused"), directory.resolve("state"), 0),
                REGISTRY);
        await().atMost(PATIENCE).until(() -> app.ready());
    }

    @AfterAll
    static void stop() {
        if (app != null) {
            app.close();
        }
        if (producer != null) {
            producer.close(Duration.ZERO);
        }
        if (broker != null) {
            broker.close();
        }
    }

    private static <V extends SpecificRecord> void send(Topic<V> topic, String key, V value) {
        @SuppressWarnings("unchecked")
        FactWriter<V> writer = (FactWriter<V>) WRITERS.computeIfAbsent(
                topic.name(), name -> new FactWriter<>(REGISTRY, topic.subject(), topic.type()));
        producer.send(new ProducerRecord<>(topic.name(), key.getBytes(StandardCharsets.UTF_8), writer.write(value)));
    }

    /** The answer once there is one: partitions may move between threads at any time on a busy machine, which is 503. */
    private static JsonNode get(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(app.url().resolve(path)).build();
        HttpResponse<String> response = await().atMost(PATIENCE)
                .until(
                        () -> HTTP.send(request, HttpResponse.BodyHandlers.ofString()),
                        answer -> answer.statusCode() != 503);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    @Test
    void theBrokersTellWhereFactsLieThatNobodyRead() {
        sampleAll(100);
        producer.flush();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            BrokerLag lag = new BrokerLag(admin, "reads-nothing", 4);
            assertThat(lag.in(0)).as("before an answer").isTrue();
            assertThat(lag.behind(0)).as("before an answer").isTrue();
            readAllOf(admin, List.of(1, 2, 3));
            await().atMost(PATIENCE).untilAsserted(() -> {
                lag.ask();
                assertThat(List.of(lag.in(0), lag.in(1), lag.in(2), lag.in(3)))
                        .containsExactly(true, false, false, false);
                assertThat(List.of(lag.behind(0), lag.behind(1))).containsExactly(true, false);
            });
            readAllOf(admin, List.of(0));
            await().atMost(PATIENCE).until(() -> {
                lag.ask();
                return !lag.in(0) && !lag.behind(0);
            });
            sampleAll(100);
            await().atMost(PATIENCE).untilAsserted(() -> {
                lag.ask();
                assertThat(lag.in(0)).isTrue();
                assertThat(lag.behind(0)).as("of what came after the start").isFalse();
            });
        }
    }

    private static void readAllOf(Admin admin, List<Integer> partitions) {
        Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
        try {
            FactOffsets.ask(admin, "reads-nothing", Set.copyOf(partitions))
                    .toCompletableFuture()
                    .get()
                    .ends()
                    .forEach((partition, end) -> committed.put(partition, new OffsetAndMetadata(end)));
            admin.alterConsumerGroupOffsets("reads-nothing", committed).all().get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One round of samples; call it until what it leads to is seen. */
    private static void sampleAll(int cpuMillis) {
        sequence++;
        for (int agent = 0; agent < AGENTS; agent++) {
            send(
                    Topics.METRIC_SAMPLED,
                    "agent-" + agent,
                    FleetDriver.metricFact("agent-" + agent, cpuMillis, sequence, Instant.now()));
        }
        producer.flush();
    }

    @Test
    void factsBecomeADecisionThatCanBeAskedWhyAndNothingIsLost() throws Exception {
        for (int agent = 0; agent < AGENTS; agent++) {
            send(
                    Topics.LIFECYCLE_CHANGED,
                    "agent-" + agent,
                    FleetDriver.lifecycleFact("agent-" + agent, LifecycleChange.IDLE, 1, Instant.now()));
        }
        int poison = sendPoison();
        reportReplicas(10);
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(250)).untilAsserted(() -> {
            sampleAll(900);
            assertThat(decisions()).extracting(ScaleDecided::getDirection).contains(Direction.UP);
        });

        ScaleDecided up = decisions().stream()
                .filter(decision -> decision.getDirection() == Direction.UP)
                .findFirst()
                .orElseThrow();
        assertThat(up.getToReplicas()).isEqualTo(15);
        JsonNode answer = get("/v1/decisions/" + up.getDecisionId());
        assertThat(answer.at("/explanation/equal").asBoolean()).isTrue();
        // A decision does not wait for each agent.
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(get("/v1/agents/agent-7").at("/cpuUsedMillis").asInt()).isEqualTo(900);
            assertThat(get("/v1/agents?limit=500").at("/items").size()).isEqualTo(AGENTS);
            assertThat(mapOfTheFleet())
                    .hasSize(AGENTS)
                    .allSatisfy(mark -> assertThat(mark).startsWith("us-east/").endsWith("IN"));
        });
        assertThat(get("/v1/services/us-east/worker").at("/replicas").asInt()).isEqualTo(10);
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode balance = get("/v1/balance");
            assertThat(balance.at("/balanced").asBoolean()).isTrue();
            assertThat(sum(balance, "pending")).isZero();
            assertThat(sum(balance, "deadLettered")).isEqualTo(poison);
            assertThat(sum(balance, "applied")).isEqualTo(AGENTS + sequence * AGENTS);
        });
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(deadLetters()).isEqualTo(poison + 2 + ControlTopology.TABLES.size()));
    }

    @Test
    void aRestartNeitherRepeatsNorForgetsAnAlert() {
        send(Topics.PHASES, "scale", phase());
        sendAlert(80);
        List<AlertChanged> told = awaitAlert(AlertChange.FIRING);

        app.close();
        startApp();
        // Ticks of the new life are seen by what they lead to: with the threshold at 0 nothing is too little.
        sendAlert(0);
        List<AlertChanged> after = awaitAlert(AlertChange.RESOLVED);

        assertThat(after).startsWith(told.toArray(AlertChanged[]::new)).hasSize(told.size() + 1);
        for (int place = 0; place < after.size(); place++) {
            assertThat(after.get(place).getSequence()).isEqualTo(place + 1);
        }
    }

    private static Phase phase() {
        return Phase.newBuilder()
                .setId("scale")
                .setOrdinal(1)
                .setMaxAgents(30_000)
                .setMonthlyBudgetNanoDollars(0)
                .setActive(true)
                .setUpdatedAt(Instant.now())
                .build();
    }

    private static void sendAlert(long threshold) {
        send(Topics.ALERTS, ALERT, new Alert(ALERT, threshold, 0, "warning", true, Instant.now()));
    }

    /** Lets agents speak until the alert is in this state, and gives all that was told of it. */
    private static List<AlertChanged> awaitAlert(AlertChange state) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(250))
                .until(
                        () -> {
                            sampleAll(500);
                            return alerts();
                        },
                        told -> !told.isEmpty() && told.get(told.size() - 1).getChange() == state);
    }

    private static List<AlertChanged> alerts() {
        FactReader<AlertChanged> reader = new FactReader<>(REGISTRY, AlertChanged.class);
        return readAll(Topics.ALERT_CHANGED.name()).stream()
                .map(value -> reader.read(value, null))
                .filter(change -> change.getName().equals(ALERT))
                .toList();
    }

    /** Place, state and load of each agent as the instances tell them each other: idle, at 90 %. */
    private static List<String> mapOfTheFleet() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(app.url().resolve("/v1/events/stream"))
                .header("BlackRoad-Hop", "1")
                .build();
        JsonNode part = JSON.readTree(
                HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
        List<String> marks = new ArrayList<>();
        for (JsonNode seat : part.at("/seats")) {
            int at = 2 * marks.size();
            marks.add(seat.at("/region").asText() + "/" + seat.at("/worker").asText() + " "
                    + part.at("/marks").asText().substring(at, at + 2));
        }
        return marks;
    }

    private static long sum(JsonNode balance, String column) {
        long sum = 0;
        for (JsonNode topic : balance.at("/topics")) {
            sum += topic.at("/" + column).asLong();
        }
        return sum;
    }

    private static void reportReplicas(int replicas) {
        send(
                Topics.SCALE_APPLIED,
                FleetDriver.TARGET,
                ScaleApplied.newBuilder()
                        .setEventId(new EventId(new byte[16]))
                        .setRegion("us-east")
                        .setService("worker")
                        .setSequence(0)
                        .setOutcome(ApplyOutcome.REPORTED)
                        .setReplicas(replicas)
                        .setReady(replicas)
                        .setController("test")
                        .setOccurredAt(Instant.now())
                        .build());
        producer.flush();
    }

    /** Into each agent topic, and some into answers and control tables, which no balance counts. */
    private static int sendPoison() {
        Random random = new Random(7);
        int sent = 0;
        for (Topic<?> topic :
                List.of(Topics.LIFECYCLE_CHANGED, Topics.TASK_CHANGED, Topics.METRIC_SAMPLED, Topics.GPU_CHANGED)) {
            byte[] noise = new byte[50];
            random.nextBytes(noise);
            byte[][] values = {noise, {}, {0, 0, 0, 3, 9, 1, 1}, {9, 0, 0, 0, 1, 0}, null};
            for (byte[] value : values) {
                producer.send(new ProducerRecord<>(topic.name(), "agent-1".getBytes(StandardCharsets.UTF_8), value));
                producer.send(new ProducerRecord<>(topic.name(), null, value));
                sent += 2;
            }
        }
        producer.send(new ProducerRecord<>(Topics.SCALE_APPLIED.name(), new byte[] {1}, new byte[] {1}));
        producer.send(new ProducerRecord<>(Topics.SCALE_APPLIED.name(), null, new byte[] {2}));
        for (Topic<?> table : ControlTopology.TABLES) {
            producer.send(new ProducerRecord<>(table.name(), new byte[] {'x'}, new byte[] {7, 7, 7}));
        }
        producer.flush();
        return sent;
    }

    private static List<ScaleDecided> decisions() {
        FactReader<ScaleDecided> reader = new FactReader<>(REGISTRY, ScaleDecided.class);
        return readAll(Topics.SCALE_DECIDED.name()).stream()
                .map(value -> reader.read(value, null))
                .toList();
    }

    private static int deadLetters() {
        return readAll(Topics.DEAD_LETTER.name()).size();
    }

    /** Everything committed in a topic. */
    private static List<byte[]> readAll(String topic) {
        Map<String, Object> config =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<byte[]> values = new ArrayList<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
            }
            return values;
        }
    }
}
