package io.blackroad.infra.cli.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.blackroad.connect.capture.ControlConnector;
import io.blackroad.infra.cli.ExitCode;
import io.blackroad.infra.cli.World;
import io.blackroad.infra.cli.up.RunningUp;
import io.blackroad.infra.stack.FreePort;
import io.blackroad.infra.stack.RegistryProcess;
import io.blackroad.schema.Compatibility;
import io.blackroad.schema.RegistryClient;
import io.blackroad.topic.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;

/** Each fault that {@code doctor} knows, made on purpose in a running stack, found, explained, and repaired as it says. */
public final class Faults {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A topic that nobody misses for a moment. */
    private static final String SPARE = Topics.MEMORY_CHANGED.name();

    private final Path folder;
    private final RunningUp up;

    /** @param folder holds the data folder of the stack */
    public Faults(Path folder, RunningUp up) {
        this.folder = folder;
        this.up = up;
    }

    /** In this order: the last ones take a while to be forgotten by those whom they hit. */
    public Stream<DynamicTest> tests() {
        List<DynamicTest> tests = new ArrayList<>();
        Map<String, Executable> faults = new LinkedHashMap<>();
        faults.put("a port that another program has", this::port);
        faults.put("clocks that differ", this::clock);
        faults.put("a topic that is missing", this::topic);
        faults.put("a topic with other partitions", this::partitions);
        faults.put("a topic that keeps records for another time", this::retention);
        faults.put("a registry that is another, lax, incompatible, away", this::registry);
        faults.put("a target without a controller", this::controller);
        faults.put("dead letters", this::letters);
        faults.put("a connector that failed", this::connector);
        faults.put("topics unequal to tables, and a slot that is gone", this::capture);
        faults.put("a database that is away", this::database);
        faults.put("streams that stand still", this::streams);
        faults.put("a broker that stands still", this::broker);
        faults.forEach((name, fault) -> tests.add(DynamicTest.dynamicTest(name, fault)));
        return tests.stream();
    }

    private void port() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            World world = world();
            assertThat(world.run("doctor", "--only=port", "--port", Integer.toString(other.getLocalPort())))
                    .isEqualTo(ExitCode.FAILED);
            assertThat(world.out())
                    .containsPattern("port +WRONG port " + other.getLocalPort() + ": is taken by another program\n"
                            + " +do: stop that one");
        }
    }

    private void clock() throws IOException {
        World wrong = new World(folder).at(Clock.offset(Clock.systemUTC(), Duration.ofHours(-1)));
        JsonNode finding = finding(json(wrong, ExitCode.FAILED, "clock"), "clock");
        assertThat(finding.path("what").asText()).matches("its clock is 3[56]\\d\\d\\.\\d s ahead of this machine's");
        assertThat(finding.path("advice").asText()).contains("NTP");
    }

    private void topic() throws Exception {
        try (Admin admin = admin()) {
            admin.deleteTopics(List.of(SPARE)).all().get();
        }
        await().atMost(PATIENCE).untilAsserted(() -> found("topics", SPARE, "is missing", "./scale.sh topics apply"));
        assertThat(world().run("topics", "apply")).isZero();
        healthy("topics");
    }

    private void partitions() throws Exception {
        try (Admin admin = admin()) {
            admin.createPartitions(Map.of(SPARE, NewPartitions.increaseTo(3)))
                    .all()
                    .get();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> found("topics", SPARE, "has 3 partitions, wanted 1", "stop every part"));
            admin.deleteTopics(List.of(SPARE)).all().get();
        }
        await().atMost(PATIENCE).until(() -> world().run("topics", "apply") == ExitCode.DONE);
        healthy("topics");
    }

    private void retention() throws Exception {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, Topics.DEAD_LETTER.name());
        try (Admin admin = admin()) {
            admin.incrementalAlterConfigs(Map.of(
                            topic,
                            List.of(new AlterConfigOp(
                                    new ConfigEntry("retention.ms", "60000"), AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> found("topics", topic.name(), "has retention.ms=60000, wanted 7", "topics apply"));
        assertThat(world().run("topics", "apply")).isZero();
        healthy("topics");
    }

    private void registry() throws Exception {
        String subject = Topics.LIFECYCLE_CHANGED.subject();
        String there;
        try (RegistryProcess other = RegistryProcess.start(folder.resolve("other-registry"), 0, line -> {})) {
            RegistryClient client = RegistryClient.of(other.url());
            there = "--registry-url=" + other.url();
            JsonNode emptied = finding(doctor(ExitCode.FAILED, "schemas", there), "schemas");
            assertThat(emptied.path("what").asText()).startsWith("is not registered, although ");

            client.setCompatibility(Compatibility.NONE);
            client.register(
                    subject,
                    SchemaBuilder.record("Other")
                            .fields()
                            .requiredInt("unknown")
                            .endRecord());
            client.setCompatibility(subject, Compatibility.BACKWARD_TRANSITIVE);
            JsonNode lax = doctor(ExitCode.FAILED, "level,schemas", there);
            assertThat(finding(lax, "level").path("what").asText()).startsWith("has the level NONE");
            assertThat(finding(lax, "level").path("advice").asText()).endsWith(other.url() + "/config");
            assertThat(finding(lax, "schemas").path("where").asText()).isEqualTo(subject);
            assertThat(finding(lax, "schemas").path("what").asText()).startsWith("is not what this build writes: ");
        }
        JsonNode away = doctor(ExitCode.FAILED, "level", there);
        assertThat(finding(away, "registry").path("what").asText()).startsWith("does not answer");
        assertThat(finding(away, "registry").path("advice").asText()).contains("--registry-url");
        assertThat(verdict(away, "level")).isEqualTo("skipped");
    }

    private void controller() {
        sql("INSERT INTO targets (region, service, rule_id) VALUES ('us-east', 'orphan', 'api')");
        String fact = "{\"type\":\"%s\",\"agentId\":\"orphan-1\",%s}";
        post(fact.formatted(
                "lifecycle-changed", "\"change\":\"started\",\"region\":\"us-east\",\"service\":\"orphan\""));
        await().atMost(PATIENCE).untilAsserted(() -> {
            post(fact.formatted("metric-sampled", "\"cpuUsedMillis\":900"));
            found("answers", "us-east/orphan", "no controller has said what runs", "./scale.sh controller --help");
        });
        sql("DELETE FROM targets WHERE service = 'orphan'");
    }

    private void letters() throws Exception {
        produce(Topics.METRIC_SAMPLED.name(), "vandal", "no Avro at all".getBytes(UTF_8));
        await().atMost(PATIENCE).until(() -> !letters("vandal").isEmpty());
        String number = letters("vandal").get(0);
        found(
                "letters",
                Topics.DEAD_LETTER.name(),
                "the newest is of " + Topics.METRIC_SAMPLED.name() + ": ",
                "./scale.sh dead-letters show " + number);
        assertThat(run("dead-letters", "list", "--topic", Topics.TASK_CHANGED.name()))
                .isEmpty();
        assertThat(run("dead-letters", "show", number))
                .contains("key      vandal")
                .contains("bytes that no schema reads: 6e6f2041")
                .contains("SerializationException");
        assertThat(run("dead-letters", "replay", number)).contains("vandal");
        assertThat(letters("vandal")).hasSize(1);
        run("dead-letters", "replay", number, "--apply");
        await("it is no better than before")
                .atMost(PATIENCE)
                .until(() -> letters("vandal").size() == 2);
    }

    /** Numbers of the letters of a key. */
    private List<String> letters(String key) {
        return run("dead-letters", "list", "--json")
                .lines()
                .map(Faults::read)
                .filter(letter -> letter.path("key").asText().equals(key))
                .map(letter -> letter.path("letter").asText())
                .toList();
    }

    /** A publication that is not there is found out by the task alone, not when the settings are taken. */
    private void connector() throws Exception {
        Map<String, String> settings = new HashMap<>(ControlConnector.settings());
        settings.put("publication.name", "nowhere");
        settings.put("publication.autocreate.mode", "disabled");
        connect("/config", JSON.writeValueAsString(settings));
        await().atMost(PATIENCE)
                .untilAsserted(() -> found("connect", connectUrl(), "failed", "./scale.sh connect resnapshot"));
        assertThat(world().run("connect", "resnapshot")).isZero();
        healthy("connect");
    }

    private void capture() throws Exception {
        connect("/stop", "");
        await().atMost(PATIENCE).untilAsserted(() -> found("connect", connectUrl(), "is STOPPED", "resnapshot"));
        produce("control.public.alerts", "TaskQueueBacklog", null);
        found("control", "control.public.alerts", "", "./scale.sh connect resnapshot");
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> sql("SELECT pg_drop_replication_slot('" + ControlConnector.SLOT + "')"));
        found("connect", connectUrl(), "no replication slot", "./scale.sh connect resnapshot");

        assertThat(world().run("connect", "resnapshot")).isZero();
        healthy("connect");
        healthy("control");
    }

    private void database() {
        World world = world().with("BLACKROAD_DATABASE_URL", "jdbc:postgresql://127.0.0.1:" + FreePort.find() + "/x");
        JsonNode finding = finding(json(world, ExitCode.FAILED, "database"), "database");
        assertThat(finding.path("what").asText()).startsWith("does not answer");
        assertThat(finding.path("advice").asText()).contains("BLACKROAD_DATABASE_URL");
    }

    private void streams() throws Exception {
        long pid = up.stack().pids().get("streams");
        signal("STOP", pid);
        try {
            found("streams", up.stack().serverUrl(), "does not answer", "is not stopped");
        } finally {
            signal("CONT", pid);
        }
        healthy("streams");
    }

    private void broker() throws Exception {
        long pid = up.stack().pids().get("broker");
        signal("STOP", pid);
        try {
            found("broker", up.stack().bootstrapServers(), "no broker answers there", "--bootstrap-servers");
        } finally {
            signal("CONT", pid);
        }
        healthy("broker");
    }

    private void found(String check, String where, String what, String advice) {
        assertThat(doctor(ExitCode.FAILED, check).path("findings")).anySatisfy(finding -> {
            assertThat(finding.path("check").asText()).isEqualTo(check);
            assertThat(finding.path("verdict").asText()).isEqualTo("wrong");
            assertThat(finding.path("where").asText()).isEqualTo(where);
            assertThat(finding.path("what").asText()).contains(what);
            assertThat(finding.path("advice").asText()).contains(advice);
        });
    }

    private void healthy(String check) {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(verdict(json(world(), -1, check), check)).isEqualTo("ok"));
    }

    private JsonNode doctor(int code, String only, String... more) {
        return json(world(), code, only, more);
    }

    private JsonNode json(World world, int code, String only, String... more) {
        List<String> line = new ArrayList<>(List.of("doctor", "--json", "--only=" + only, "--port=" + up.port));
        line.addAll(List.of(more));
        int ended = world.run(line.toArray(String[]::new));
        if (code >= 0) {
            assertThat(ended).as(world.out()).isEqualTo(code);
        }
        return read(world.out());
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new AssertionError(json, e);
        }
    }

    /** The first finding of a check that is wrong. */
    private static JsonNode finding(JsonNode answer, String check) {
        for (JsonNode finding : answer.path("findings")) {
            if (finding.path("check").asText().equals(check)
                    && finding.path("verdict").asText().equals("wrong")) {
                return finding;
            }
        }
        throw new AssertionError("nothing is wrong with " + check + ": " + answer);
    }

    private static String verdict(JsonNode answer, String check) {
        for (JsonNode finding : answer.path("findings")) {
            if (finding.path("check").asText().equals(check)) {
                return finding.path("verdict").asText();
            }
        }
        throw new AssertionError("there is no check " + check + ": " + answer);
    }

    private World world() {
        return new World(folder).at(Clock.systemUTC());
    }

    private String run(String... line) {
        World world = world();
        assertThat(world.run(line)).as(world.out() + world.err()).isZero();
        return world.out();
    }

    private boolean sql(String statement) {
        run("database", "sql", statement);
        return true;
    }

    private void post(String fact) {
        assertThat(up.post("/v1/events", fact).statusCode()).isEqualTo(202);
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", up.stack().bootstrapServers()));
    }

    private void produce(String topic, String key, byte[] value) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", up.stack().bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, key.getBytes(UTF_8), value))
                    .get();
        }
    }

    private String connectUrl() {
        return up.stack().connectUrl();
    }

    private void connect(String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(connectUrl() + "/connectors/" + ControlConnector.NAME + path))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    }

    private static void signal(String name, long pid) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                        .start()
                        .waitFor())
                .isZero();
    }
}
