package io.blackroad.infra.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.blackroad.infra.cli.up.RunningUp;
import io.blackroad.infra.stack.RedisBinary;
import io.blackroad.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.DynamicTest;

/** The golden files of {@link JsonCases#inStack}. */
public final class StackGoldens {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final RunningUp up;

    /** @param folder holds the data folder of the stack as {@code data} */
    public StackGoldens(Path folder, RunningUp up) {
        this.folder = folder;
        this.up = up;
    }

    public Stream<DynamicTest> tests() {
        return JsonCases.inStack().keySet().stream()
                .map(command -> DynamicTest.dynamicTest(command + " --json", () -> printsTheGoldenLines(command)));
    }

    private void printsTheGoldenLines(String command) throws IOException {
        if (command.startsWith("memory")) {
            assumeThat(RedisBinary.find()).as(RedisBinary.missing()).isPresent();
        }
        prepare(command);
        List<String> line = new ArrayList<>(JsonCases.inStack().get(command));
        line.add("--json");
        if (command.equals("doctor")) {
            line.add("--port=" + up.port);
        }
        await().atMost(PATIENCE).untilAsserted(() -> {
            World world = world();
            assertThat(world.run(line.toArray(String[]::new)))
                    .as(world.out() + world.err())
                    .isEqualTo(command.equals("rules diff") ? ExitCode.FAILED : ExitCode.DONE);
            for (String json : world.out().lines().toList()) {
                JSON.readTree(json);
            }
            Golden.check("json/" + command.replace(' ', '-') + ".json", blotted(world.out()));
        });
    }

    private void prepare(String command) throws IOException {
        switch (command) {
            case "rules diff" ->
                Files.writeString(
                        folder.resolve("api.yaml"),
                        "rules:\n  api: { kind: guide, minReplicas: 6, maxReplicas: 50, upAbovePercent: 70,"
                                + " downBelowPercent: 30, cooldownSeconds: 300 }\n");
            case "memory get" ->
                await().atMost(PATIENCE).untilAsserted(() -> run("memory", "set", "golden-agent", "plan", "finish"));
            case "vectors query" -> {
                String numbers = "[" + "0.5,".repeat(383) + "0.5]";
                Files.writeString(folder.resolve("question.json"), numbers);
                Files.writeString(
                        folder.resolve("golden.jsonl"),
                        "{\"agent\":\"golden-agent\",\"id\":\"v1\",\"values\":" + numbers
                                + ",\"metadata\":{\"text\":\"hello\"}}\n");
                run("vectors", "upsert", "golden.jsonl");
            }
            case "dead-letters show" -> {
                produceWhatNobodyReads();
                await().atMost(PATIENCE).untilAsserted(() -> run("dead-letters", "show", "0"));
            }
            default -> {
                // Answers by itself.
            }
        }
    }

    private void produceWhatNobodyReads() {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", up.stack().bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                    Topics.METRIC_SAMPLED.name(), 0, "golden".getBytes(UTF_8), "no fact".getBytes(UTF_8)));
        }
    }

    private void run(String... line) {
        World world = world();
        assertThat(world.run(line)).as(world.out() + world.err()).isZero();
    }

    private World world() {
        return new World(folder).at(Clock.systemUTC());
    }

    /** Places, processes, times and sizes are others at each run. */
    private String blotted(String out) {
        return out.replace(folder.toString(), "FOLDER")
                .replace(System.getProperty("java.home"), "JAVA_HOME")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME")
                .replaceAll("[0-9]+(\\.[0-9]+)+(\\+[0-9A-Za-z+-]+)?", "NUMBER")
                .replaceAll("(?<![A-Za-z0-9_-])\\d+", "NUMBER");
    }
}
