package io.blackroad.infra.cli.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.blackroad.infra.cli.Main;
import io.blackroad.infra.stack.BrokerProcess;
import io.blackroad.infra.stack.ChildCommand;
import io.blackroad.infra.stack.ChildJvm;
import io.blackroad.infra.stack.FreePort;
import io.blackroad.infra.stack.RegistryProcess;
import io.blackroad.schema.FactReader;
import io.blackroad.schema.LifecycleChange;
import io.blackroad.schema.LifecycleChanged;
import io.blackroad.schema.MetricSampled;
import io.blackroad.schema.RegistryClient;
import io.blackroad.schema.TaskChange;
import io.blackroad.schema.TaskChanged;
import io.blackroad.topic.Partitions;
import io.blackroad.topic.Topic;
import io.blackroad.topic.TopicAdmin;
import io.blackroad.topic.Topics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page about agents over HTTP, its examples run as they are pasted, against a real broker, registry and gateway. */
class AgentsOverHttpIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Page PAGE = Page.of("agents-over-http.md");

    @TempDir
    static Path folder;

    private static BrokerProcess broker;
    private static RegistryProcess registry;
    private static ChildJvm gateway;
    private static URI url;

    @BeforeAll
    static void start() {
        broker = BrokerProcess.start(folder.resolve("broker"), 0, line -> {});
        registry = RegistryProcess.start(folder.resolve("registry"), 0, line -> {});
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            new TopicAdmin(admin, new Partitions(2, 1, (short) 1)).apply();
        }
        int port = FreePort.find();
        url = URI.create("http://127.0.0.1:" + port);
        gateway = ChildJvm.start(new ChildCommand(
                "gateway",
                folder.resolve("gateway"),
                List.of("-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                ChildCommand.ownClassPath(),
                Main.class.getName(),
                List.of(
                        "gateway",
                        "--bootstrap-servers=" + broker.bootstrapServers(),
                        "--registry-url=" + registry.url(),
                        "--port=" + port)));
        gateway.await(AgentsOverHttpIT::isReady, PATIENCE);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        registry.close();
        broker.close();
    }

    private static boolean isReady() {
        try {
            HttpRequest request = HttpRequest.newBuilder(url.resolve("/ready")).build();
            return HttpClient.newHttpClient()
                            .send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void theShellExamplesPrintWhatThePageSays() throws Exception {
        requireTool("bash");
        requireTool("curl");
        List<String> examples = PAGE.examples("sh");
        assertThat(examples).hasSizeGreaterThanOrEqualTo(7);
        for (String example : examples) {
            String output = run("bash", "-euo", "pipefail", "-c", example);
            String rest = output;
            for (String expected : Page.outputs(example)) {
                assertThat(rest).as(example).contains(expected);
                rest = rest.substring(rest.indexOf(expected) + expected.length());
            }
        }
        assertThat(facts(Topics.TASK_CHANGED, "writer-1"))
                .extracting(TaskChanged::getChange)
                .containsExactly(TaskChange.SUBMITTED, TaskChange.STARTED, TaskChange.COMPLETED);
        assertThat(facts(Topics.METRIC_SAMPLED, "writer-1"))
                .extracting(MetricSampled::getCpuUsedMillis)
                .containsExactly(250, 100, 200, 300, 400, 500);
        assertThat(Files.readString(folder.resolve("access.txt"))).matches("writer-1 [0-9a-f]{64}\n");
    }

    @Test
    void thePythonAgentRuns() throws Exception {
        requireTool("python3");
        Path program = folder.resolve("agent.py");
        Files.writeString(program, PAGE.examples("python").get(0));
        run("python3", program.toString());
        assertLifeOf("writer-py");
    }

    @Test
    void theTypeScriptAgentRunsAsJavaScript() throws Exception {
        requireTool("node");
        Path program = folder.resolve("agent.mjs");
        Files.writeString(program, PAGE.examples("ts").get(0));
        run("node", program.toString());
        assertLifeOf("writer-ts");
    }

    private static void assertLifeOf(String agentId) {
        assertThat(facts(Topics.LIFECYCLE_CHANGED, agentId))
                .extracting(LifecycleChanged::getChange)
                .containsExactly(LifecycleChange.STARTED, LifecycleChange.STOPPED);
        assertThat(facts(Topics.METRIC_SAMPLED, agentId)).hasSize(3);
        List<TaskChanged> tasks = facts(Topics.TASK_CHANGED, agentId);
        assertThat(tasks)
                .hasSize(9)
                .extracting(TaskChanged::getSequence)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    /** Where a tool is missing the test is skipped, and says so. */
    private static void requireTool(String tool) {
        assumeThat(isThere(tool))
                .as("this machine has no %s, so its example is not run", tool)
                .isTrue();
    }

    private static boolean isThere(String tool) {
        try {
            return new ProcessBuilder(tool, "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Runs a command in a folder of its own; only the address is another than the page's. */
    private static String run(String... command) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>();
        for (String part : command) {
            line.add(part.replace("http://127.0.0.1:8000", url.toString()));
        }
        Path output = Files.createTempFile(folder, "output", ".txt");
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("GATEWAY", url.toString());
        Process process = builder.start();
        boolean ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        process.destroyForcibly();
        String printed = Files.readString(output);
        assertThat(ended).as(printed).isTrue();
        assertThat(process.exitValue()).as(printed).isZero();
        return printed;
    }

    /** Facts of one agent, in the order of its partition. */
    private static <V extends SpecificRecord> List<V> facts(Topic<V> topic, String agentId) {
        FactReader<V> reader = new FactReader<>(RegistryClient.of(registry.url()), topic.type());
        List<V> facts = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(each -> new TopicPartition(each.topic(), each.partition()))
                    .toList();
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(each -> {
                    if (new String(each.key(), java.nio.charset.StandardCharsets.UTF_8).equals(agentId)) {
                        facts.add(reader.read(each.value(), null));
                    }
                });
            }
        }
        return facts;
    }
}
