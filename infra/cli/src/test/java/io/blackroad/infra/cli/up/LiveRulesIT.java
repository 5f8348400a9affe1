package io.blackroad.infra.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.blackroad.connect.database.ControlDatabase;
import io.blackroad.infra.cli.ExitCode;
import io.blackroad.infra.cli.World;
import io.blackroad.topic.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rule changed by SQL in a running stack: it decides within seconds, a wrong one does not, and a restart keeps it. */
class LiveRulesIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String TARGET = "us-east/api";
    /** For figures more of them. */
    private static final int CHANGES = "all".equals(System.getProperty("blackroad.tests")) ? 25 : 5;

    @TempDir
    Path folder;

    @Test
    void anUpdateDecidesAndAWrongRowDoesNot() throws Exception {
        Path data = folder.resolve("data");
        try (RunningUp up = started(data)) {
            changeByChange(up);
            // The slot is looked at every 10 s, and the first look may have come before the connector's.
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(up.ask("/metrics").body())
                            .containsPattern("blackroad_control_slot_retained_bytes \\d")
                            .contains("blackroad_control_slot_active 1.0"));
            World refused = new World(folder);
            assertThat(refused.run("database", "sql", "UPDATE rules SET min_replicas = 90 WHERE id = 'api'"))
                    .isEqualTo(ExitCode.FAILED);
            assertThat(refused.err()).contains("rules_bounds");

            sql("UPDATE rules SET kind = 'panic', parameters = '{\"nonsense\": \"1\"}' WHERE id = 'api'");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(refusals(up))
                            .singleElement(InstanceOfAssertFactories.STRING)
                            .contains("nonsense"));
            assertThat(up.get("/v1/services/us-east/api").at("/rule/version").asLong())
                    .as("the rule before stays")
                    .isEqualTo(CHANGES + 1);
            sql("UPDATE rules SET kind = 'guide', parameters = '{}' WHERE id = 'api'");
            await().atMost(PATIENCE).until(() -> versionInForce(up) == CHANGES + 3);
            assertThat(up.stop()).isZero();
        }
        try (RunningUp again = started(data)) {
            assertThat(again.output()).contains("0 rows filled in, 0 written to the topics");
            assertThat(versionInForce(again)).isEqualTo(CHANGES + 3);
        }
    }

    /** Prints how long each took; what was asked for is at most 2 s, on a machine that has nothing else to do. */
    private static void changeByChange(RunningUp up) throws Exception {
        List<Long> millis = new ArrayList<>();
        try (Connection connection = database(up).open();
                Statement statement = connection.createStatement()) {
            for (int change = 1; change <= CHANGES; change++) {
                long began = System.nanoTime();
                statement.execute("UPDATE rules SET cooldown_seconds = cooldown_seconds + 1 WHERE id = 'api'");
                int version = change + 1;
                await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(() -> versionInForce(up) == version);
                millis.add((System.nanoTime() - began) / 1_000_000);
            }
        }
        millis.sort(null);
        System.out.println("UPDATE of a rule to the decision made by it, ms: p50 " + millis.get(CHANGES / 2) + ", p99 "
                + millis.get(CHANGES * 99 / 100) + " of " + millis);
    }

    private static ControlDatabase database(RunningUp up) throws IOException {
        String password = Files.readString(up.data.resolve("postgres/password")).strip();
        return new ControlDatabase(up.stack().databaseUrl(), up.stack().databaseUser(), password);
    }

    private RunningUp started(Path data) throws Exception {
        RunningUp up = new RunningUp(data, "--agents", "60");
        await().atMost(PATIENCE).until(up::announced);
        await().atMost(PATIENCE).untilAsserted(() -> {
            World doctor = new World(folder).at(Clock.systemUTC());
            // Not its verdict: after a refused row it tells of the dead letter.
            doctor.run("doctor", "--port=" + up.port);
            assertThat(doctor.out() + doctor.err()).contains("samples   ok", "answers   ok", "control   ok");
        });
        return up;
    }

    private void sql(String statement) {
        World world = new World(folder);
        assertThat(world.run("database", "sql", statement)).as(world.err()).isZero();
        assertThat(world.err()).isEqualTo("1 rows changed\n");
    }

    /** Of the rule that the newest decision of the target was made by. */
    private static long versionInForce(RunningUp up) {
        JsonNode newest = up.get("/v1/decisions?limit=1&target=" + TARGET.replace("/", "%2F"))
                .at("/items/0/decisionId");
        return newest.isMissingNode()
                ? 0
                : up.get("/v1/decisions/" + newest.asText())
                        .at("/evidence/rule/version")
                        .asLong();
    }

    /** Why rows of the rules were refused, so far. */
    private static List<String> refusals(RunningUp up) {
        Map<String, Object> settings = Map.of("bootstrap.servers", up.stack().bootstrapServers());
        List<String> reasons = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition letters = new TopicPartition(Topics.DEAD_LETTER.name(), 0);
            consumer.assign(List.of(letters));
            consumer.seekToBeginning(List.of(letters));
            long end = consumer.endOffsets(List.of(letters)).get(letters);
            while (consumer.position(letters) < end) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(letter -> reasons.add(header(letter, "topic") + ": " + header(letter, "message")));
            }
        }
        reasons.removeIf(reason -> !reason.startsWith(Topics.RULES.name()));
        return reasons;
    }

    private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        Header header = letter.headers().lastHeader("__streams.errors." + name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
