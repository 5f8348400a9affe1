package io.blackroad.infra.cli.secure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.blackroad.access.AccessSettings;
import io.blackroad.access.Secrets;
import io.blackroad.connect.ControlFile;
import io.blackroad.connect.ControlWriter;
import io.blackroad.infra.cli.World;
import io.blackroad.infra.stack.PostgresProcess;
import io.blackroad.infra.stack.RedisProcess;
import io.blackroad.producer.gateway.GatewayConfig;
import io.blackroad.producer.gateway.GatewayLimits;
import io.blackroad.producer.gateway.GatewayServer;
import io.blackroad.schema.InMemoryRegistry;
import io.blackroad.schema.SchemaRegistry;
import io.blackroad.sink.controller.ControllerConfig;
import io.blackroad.sink.controller.ControllerLoop;
import io.blackroad.sink.database.DatabaseConfig;
import io.blackroad.sink.jdbc.JdbcSink;
import io.blackroad.sink.jdbc.JdbcSinkConfig;
import io.blackroad.sink.memory.KafkaSettings;
import io.blackroad.sink.memory.MemoryConfig;
import io.blackroad.sink.memory.ShardedMemory;
import io.blackroad.sink.memory.state.MemorySink;
import io.blackroad.sink.memory.state.MemorySinkConfig;
import io.blackroad.streams.runtime.RuntimeSettings;
import io.blackroad.streams.runtime.StreamsApp;
import io.blackroad.topic.Part;
import io.blackroad.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parts on a Kafka that lets nobody do more than was granted, each with what the catalogue grants it. */
class SecuredKafkaIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String APPLICATION = "blackroad-streams";

    @TempDir
    static Path folder;

    private static final Deque<AutoCloseable> OPEN = new ArrayDeque<>();
    private static final SchemaRegistry REGISTRY = new InMemoryRegistry();
    private static SecuredBroker broker;
    private static PostgresProcess postgres;
    private static RedisProcess redis;

    @BeforeAll
    static void start() throws Exception {
        CompletableFuture<PostgresProcess> database =
                CompletableFuture.supplyAsync(() -> PostgresProcess.start(folder.resolve("postgres"), 0, line -> {}));
        CompletableFuture<RedisProcess> shard =
                CompletableFuture.supplyAsync(() -> RedisProcess.start(folder.resolve("redis"), 0, line -> {}));
        broker = opened(new SecuredBroker(folder, "gateway"));
        broker.addUsers(List.of("preparation", "streams", "controller", "history", "memory", "agent"));
        postgres = opened(database.get());
        redis = opened(shard.get());

        // Whoever prepares is granted by the cluster's owner; from there on it grants the others theirs.
        grant(Part.PREPARATION, "--bootstrap-servers", broker.plain());
        String[] prepared = {
            "--bootstrap-servers",
            broker.scram(),
            "--kafka-config",
            broker.file("preparation").toString()
        };
        run("topics", "apply", prepared);
        for (Part part : List.of(Part.STREAMS, Part.GATEWAY, Part.CONTROLLER, Part.HISTORY, Part.MEMORY)) {
            grant(part, prepared);
        }
        new ControlWriter(broker.plain(), REGISTRY).write(ControlFile.defaults());
    }

    private static void grant(Part part, String... cluster) {
        List<String> arguments = new ArrayList<>(List.of(part.label(), "--apply"));
        arguments.addAll(List.of(cluster));
        run("topics", "acls", arguments.toArray(String[]::new));
    }

    private static void run(String group, String command, String... more) {
        World world = new World(folder);
        List<String> arguments = new ArrayList<>(List.of(group, command));
        arguments.addAll(List.of(more));
        assertThat(world.run(arguments.toArray(String[]::new))).as(world.err()).isZero();
    }

    private static <C extends AutoCloseable> C opened(C part) {
        OPEN.push(part);
        return part;
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable each : OPEN) {
            each.close();
        }
    }

    @Test
    void everyPartWorksWithWhatItIsGrantedFromAFactToTheHistory() throws Exception {
        Path keys = Files.writeString(folder.resolve("access"), "writer-1 " + Secrets.hash("token-of-writer-1") + "\n");
        GatewayServer gateway = opened(GatewayServer.start(
                new GatewayConfig(
                        broker.mutual(), AccessSettings.of(keys), GatewayLimits.defaults(), broker.certified()),
                REGISTRY,
                "127.0.0.1",
                0));
        RuntimeSettings plain =
                RuntimeSettings.defaults(broker.scram(), URI.create("http://127.0.0.1"), folder.resolve("state"), 0);
        StreamsApp streams = opened(StreamsApp.start(
                new RuntimeSettings(
                        plain.bootstrapServers(),
                        plain.registry(),
                        APPLICATION,
                        plain.stateDirectory(),
                        plain.host(),
                        plain.port(),
                        1,
                        0,
                        plain.tick(),
                        plain.fresh(),
                        plain.idle(),
                        AccessSettings.none(),
                        broker.client("streams")),
                REGISTRY));
        HeldReplicas held = new HeldReplicas("us-east", "api", 2);
        ControllerLoop controller = opened(new ControllerLoop(
                ControllerConfig.of(broker.scram(), REGISTRY, "held").withClient(broker.client("controller")),
                held,
                Clock.systemUTC()));
        controller.start();
        JdbcSink history = opened(new JdbcSink(
                JdbcSinkConfig.of(
                                broker.scram(),
                                REGISTRY,
                                DatabaseConfig.of(postgres.jdbcUrl(), postgres.user(), postgres.password()))
                        .withClient(broker.client("history")),
                new SimpleMeterRegistry(),
                InstantSource.system()));
        history.start();
        ShardedMemory shards = opened(
                new ShardedMemory(new MemoryConfig(List.of(redis.address()), "", "", false, Duration.ofSeconds(2))));
        MemorySink memory = opened(new MemorySink(
                MemorySinkConfig.of(new KafkaSettings(broker.scram(), broker.client("memory")), "memory-0"),
                REGISTRY,
                shards,
                Clock.systemUTC()));
        memory.start();

        await().atMost(PATIENCE).until(() -> post(gateway, "writer-1") == 202);
        assertThat(post(gateway, "writer-2")).as("another agent's token").isEqualTo(403);
        // The stream goes on while facts come; two replicas are below the minimum of the guide's rule.
        await().atMost(PATIENCE).until(() -> {
            post(gateway, "writer-1");
            return held.sequence() > 0;
        });
        assertThat(held.replicas()).isEqualTo(5);
        await().atMost(PATIENCE).until(() -> ends(Topics.SCALE_APPLIED.name()) > 1);
        await().atMost(PATIENCE).until(() -> decisionsInHistory() > 0);
        await().atMost(PATIENCE).until(() -> memory.counts().written() > 0);
        assertThat(controller.failure()).isEmpty();
        assertThat(history.failure()).isEmpty();
        assertThat(memory.failure()).isEmpty();
        assertThat(streams.failure()).isEmpty();
        assertThat(ends(Topics.DEAD_LETTER.name())).isZero();
    }

    private static int post(GatewayServer gateway, String agent) throws Exception {
        String fact = "{\"type\": \"lifecycle-changed\", \"agentId\": \"" + agent + "\", \"change\": \"idle\", "
                + "\"region\": \"us-east\", \"service\": \"api\", \"cpuRequestedMillis\": 1000}";
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(gateway.url().resolve("/v1/events"))
                                .header("Content-Type", "application/json")
                                .header("Authorization", "Bearer token-of-writer-1")
                                .POST(HttpRequest.BodyPublishers.ofString(fact))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static long ends(String topic) throws Exception {
        try (Admin admin = broker.admin()) {
            Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
            admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get()
                    .get(topic)
                    .partitions()
                    .forEach(partition ->
                            asked.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest()));
            return admin.listOffsets(asked).all().get().values().stream()
                    .mapToLong(found -> found.offset())
                    .sum();
        }
    }

    private static int decisionsInHistory() throws Exception {
        try (Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                ResultSet rows = connection.createStatement().executeQuery("SELECT count(*) FROM fleet.decisions")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    @Test
    void anAgentWritesNoTopicAndAPartWritesNoOthers() {
        for (String topic : List.of(Topics.LIFECYCLE_CHANGED.name(), Topics.METRIC_SAMPLED.name())) {
            assertThatThrownBy(() -> write(broker.scram(), broker.client("agent"), topic))
                    .hasCauseInstanceOf(TopicAuthorizationException.class);
            assertThatThrownBy(() -> write(broker.scram(), broker.client("controller"), topic))
                    .hasCauseInstanceOf(TopicAuthorizationException.class);
        }
        for (String topic : List.of(Topics.SCALE_DECIDED.name(), Topics.RULES.name(), Topics.SCALE_APPLIED.name())) {
            assertThatThrownBy(() -> write(broker.mutual(), broker.certified(), topic))
                    .hasCauseInstanceOf(TopicAuthorizationException.class);
        }
    }

    @Test
    void whoProvesNothingIsNotEvenAnswered() {
        Map<String, String> liar = new HashMap<>(broker.client("agent"));
        liar.put(
                "sasl.jaas.config",
                broker.client("agent").get("sasl.jaas.config").replace("password-of", "guess-of"));
        assertThatThrownBy(() -> write(broker.scram(), liar, Topics.METRIC_SAMPLED.name()))
                .hasCauseInstanceOf(SaslAuthenticationException.class);
    }

    @Test
    void aPartReadsWithTheGroupsThatAreItsOwn() {
        Map<String, Object> settings = new HashMap<>(broker.client("controller"));
        settings.put("bootstrap.servers", broker.scram());
        settings.put("group.id", "sink-history");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(Topics.SCALE_DECIDED.name()));
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 300; i++) {
                            consumer.poll(Duration.ofMillis(200));
                        }
                    })
                    .isInstanceOf(GroupAuthorizationException.class);
        }
    }

    private static void write(String bootstrapServers, Map<String, String> client, String topic)
            throws ExecutionException, InterruptedException {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("max.block.ms", 20_000);
        settings.put("enable.idempotence", false);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                            topic, "victim".getBytes(java.nio.charset.StandardCharsets.UTF_8), new byte[8]))
                    .get();
        }
    }
}
