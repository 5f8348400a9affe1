package io.blackroad.sink.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.blackroad.schema.CostAccrued;
import io.blackroad.schema.Move;
import io.blackroad.schema.RebalancePlanned;
import io.blackroad.schema.TaskChange;
import io.blackroad.schema.TaskChanged;
import io.blackroad.sink.controller.BrokerForTests;
import io.blackroad.sink.controller.RegistryForTests;
import io.blackroad.sink.controller.TargetId;
import io.blackroad.sink.controller.TestDecisions;
import io.blackroad.topic.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** The sink between a real broker and a real database. Each test has a database and a sink of its own. */
class JdbcSinkIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final SinkTopics topics = new SinkTopics();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final String name;
    private DatabaseForTests postgres;

    JdbcSinkIT(TestInfo test) {
        name = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
    }

    @BeforeEach
    void create() {
        postgres = DatabaseForTests.create(name, false);
    }

    @AfterEach
    void close() {
        topics.close();
    }

    @Test
    void factsOfEachTopicBecomeRows() {
        Instant at = Instant.now().minusSeconds(60);
        topics.send(task(1, TaskChange.SUBMITTED, at));
        topics.send(task(1, TaskChange.STARTED, at.plusSeconds(1)));
        topics.send(task(1, TaskChange.COMPLETED, at.plusSeconds(3)));
        TargetId target = new TargetId(name, "api");
        topics.send(Topics.SCALE_DECIDED, target.key(), TestDecisions.up(target, 7, 12, TestFacts.NOON));
        for (int minute = 1; minute <= 2; minute++) {
            topics.send(Topics.COST_ACCRUED, name + "/api/12", cost(minute));
        }
        topics.send(Topics.REBALANCE_PLANNED, name, plan());

        try (JdbcSink sink = start(config())) {
            awaitNumber(1, "fleet.rebalance_plans WHERE region = '" + name + "'");
            awaitNumber(1, "fleet.decisions WHERE region = '" + name + "'");
            awaitNumber(1, "fleet.cost_hours WHERE nano_dollars = 200 AND region = '" + name + "'");
            awaitNumber(1, "fleet.tasks WHERE outcome IS NOT NULL AND task_id LIKE '" + name + "%'");
            assertThat(sink.failure()).isEmpty();
        }

        assertThat(row(
                        "SELECT state || ' ' || (ended_at - submitted_at) FROM fleet.tasks",
                        "task_id LIKE '" + name + "%'"))
                .isEqualTo("COMPLETED 00:00:03");
        assertThat(row(
                        "SELECT decision_id || ' ' || to_replicas || ' ' || (evidence->'rule'->>'kind') FROM fleet.decisions",
                        "region = '" + name + "'"))
                .isEqualTo(name + ".api.7 12 GUIDE");
        assertThat(row(
                        "SELECT nano_dollars || ' ' || (items->>'cpu') FROM fleet.cost_hours",
                        "region = '" + name + "'"))
                .isEqualTo("200 180");
        assertThat(row(
                        "SELECT move_count || (moves->0->>'toWorker') FROM fleet.rebalance_plans",
                        "region = '" + name + "'"))
                .isEqualTo("1worker-2");
        assertThat(postgres.texts(
                        "SELECT tableoid::regclass::text FROM fleet.tasks WHERE task_id LIKE '" + name + "%'"))
                .as("partitions are made before the first row")
                .doesNotContain("fleet.tasks_default");
        assertThat(total("blackroad.sink.facts")).isGreaterThanOrEqualTo(7);
        assertThat(meters.find("blackroad.sink.batch.facts").summary().count()).isPositive();
        assertThat(meters.find("blackroad.sink.lag.facts").gauges()).isNotEmpty();
    }

    @Test
    void whatTheDatabaseRefusesIsSetAsideWithItsOrigin() {
        TaskChanged bad = withId(name + "x".repeat(600));
        topics.send(bad);
        topics.send(Topics.TASK_CHANGED, "agent-1", new byte[] {7, 7, 7});
        topics.send(task(2, TaskChange.SUBMITTED, Instant.now()));

        try (JdbcSink sink = start(config())) {
            awaitTasks(1);
            await().atMost(LIMIT).until(() -> letters().size() == 1);
            await().atMost(LIMIT).until(() -> total("blackroad.sink.dead.letters") >= 2);
            assertThat(sink.failure()).isEmpty();
        }

        ConsumerRecord<byte[], byte[]> letter = letters().get(0);
        assertThat(letter.value()).isEqualTo(TestFacts.TASKS.write(bad));
        assertThat(SinkTopics.header(letter, "topic")).isEqualTo(Topics.TASK_CHANGED.name());
        assertThat(SinkTopics.header(letter, "message")).contains("tasks_id_is_short");
    }

    @Test
    void hostileTextIsTextInItsRowAndWhatNoRowHoldsKeepsNothingOut() {
        List<String> hostile = List.of(
                name + "-'); DROP TABLE fleet.tasks; --",
                name + "-\\'\" $1 ? {} %s",
                name + "-\\N\t\\.\r\n\u001b[2J\u202e",
                name + "-=cmd()");
        topics.send(withId(name + "-\u0000"));
        hostile.forEach(id -> topics.send(withId(id)));

        try (JdbcSink sink = start(config())) {
            awaitTasks(hostile.size());
            assertThat(sink.failure()).isEmpty();
        }
        assertThat(postgres.texts("SELECT task_id FROM fleet.tasks WHERE task_id LIKE '" + name + "-%'"))
                .containsExactlyInAnyOrderElementsOf(hostile);
    }

    private TaskChanged withId(String id) {
        TaskChanged task = task(1, TaskChange.SUBMITTED, Instant.now());
        task.setTaskId(id);
        return task;
    }

    /** Letters of this test's facts that were too long. */
    private List<ConsumerRecord<byte[], byte[]>> letters() {
        return BrokerForTests.all(Topics.DEAD_LETTER).stream()
                .filter(found -> found.value() != null && found.value().length > 600)
                .filter(found -> new String(found.value(), java.nio.charset.StandardCharsets.ISO_8859_1).contains(name))
                .toList();
    }

    @Test
    void aDatabaseThatIsKilledComesBackAndNothingIsLost() {
        try (JdbcSink sink = start(config())) {
            send(0, 2_000);
            awaitTasks(2_000);
            DatabaseForTests.killAndRestart(() -> {
                send(2_000, 4_000);
                await().atMost(LIMIT).until(() -> total("blackroad.sink.retries") > 0);
            });
            awaitTasks(4_000);
            assertThat(sink.failure()).isEmpty();
        }
        assertThat(postgres.number("SELECT sum(input_tokens) FROM fleet.tasks WHERE task_id LIKE '" + name + "-%'"))
                .isEqualTo(2_000L * 3_999);
    }

    @Test
    void aDatabaseThatIsSlowHoldsTheSinkUpAndNotOutOfItsGroup() throws Exception {
        JdbcSinkConfig config = config().withBatch(new BatchPolicy(50, Duration.ofMillis(20), 1 << 20))
                .withClient(Map.of("max.poll.interval.ms", "7000", "session.timeout.ms", "6000"));
        try (JdbcSink sink = start(config)) {
            send(0, 10);
            awaitTasks(10);
            String member = member();
            try (Connection other = postgres.connect();
                    Statement statement = other.createStatement()) {
                other.setAutoCommit(false);
                statement.execute("LOCK TABLE fleet.tasks IN ACCESS EXCLUSIVE MODE");
                send(10, 3_000);
                await().atMost(LIMIT).until(() -> lag() >= 2_500);
                // Longer than the longest time between two polls: a blocked one would be out of the group.
                await().pollDelay(Duration.ofSeconds(9)).atMost(LIMIT).until(() -> member().equals(member));
                other.rollback();
            }
            awaitTasks(3_000);
            assertThat(member()).isEqualTo(member);
            assertThat(sink.failure()).isEmpty();
        }
    }

    @Test
    void sinksOfOneNameShareThePartitionsAndTakeEachOthersOver() {
        JdbcSinkConfig config = config().withBatch(new BatchPolicy(100, Duration.ofMillis(20), 1 << 20));
        try (JdbcSink one = start(config)) {
            send(0, 500);
            awaitTasks(500);
            try (JdbcSink two = new JdbcSink(config, new SimpleMeterRegistry(), InstantSource.system())) {
                two.start();
                await().atMost(LIMIT)
                        .until(() -> postgres.number("SELECT count(*) FROM fleet.sink_offsets WHERE epoch > 1") >= 8);
                assertThat(group().members()).hasSize(2);
                send(500, 3_000);
                awaitTasks(3_000);
                assertThat(one.failure()).isEmpty();
                assertThat(two.failure()).isEmpty();
            }
            send(3_000, 3_500);
            awaitTasks(3_500);
        }
        assertThat(postgres.number("SELECT max(epoch) FROM fleet.sink_offsets"))
                .as("there and back")
                .isEqualTo(3);
    }

    @Test
    void aSinkThatWasTakenOverStartsOverAndRepeatsNothing() {
        try (JdbcSink sink = start(config())) {
            send(0, 100);
            awaitTasks(100);
            postgres.execute("UPDATE fleet.sink_offsets SET epoch = epoch + 1, owner = 'another process'");
            send(100, 200);
            awaitTasks(200);
            assertThat(sink.failure()).isEmpty();
        }
        assertThat(postgres.texts("SELECT DISTINCT owner FROM fleet.sink_offsets"))
                .doesNotContain("another process");
    }

    @Test
    void aTableThatIsGoneStopsTheSinkLoudly() {
        try (JdbcSink sink = start(config())) {
            send(0, 10);
            awaitTasks(10);
            postgres.execute("DROP TABLE fleet.tasks");
            send(10, 20);
            await().atMost(LIMIT).until(() -> sink.failure().isPresent());
            assertThat(sink.failure().orElseThrow()).hasMessageContaining("\"fleet.tasks\" does not exist");
        }
    }

    @Test
    void aWrongPasswordStopsTheSink() {
        postgres.execute("CREATE USER stranger PASSWORD 'secret'");
        var config = postgres.config();
        var wrong = io.blackroad.sink.database.DatabaseConfig.of(config.url(), "stranger", "wrong");
        try (JdbcSink sink =
                start(JdbcSinkConfig.of(BrokerForTests.bootstrapServers(), RegistryForTests.REGISTRY, wrong))) {
            await().atMost(LIMIT).until(() -> sink.failure().isPresent());
            assertThat(sink.failure().orElseThrow()).hasMessageContaining("stranger");
        }
    }

    private JdbcSinkConfig config() {
        return JdbcSinkConfig.of(BrokerForTests.bootstrapServers(), RegistryForTests.REGISTRY, postgres.config())
                .withName(name);
    }

    private JdbcSink start(JdbcSinkConfig config) {
        JdbcSink sink = new JdbcSink(config, meters, InstantSource.system());
        sink.start();
        return sink;
    }

    private void send(int from, int to) {
        for (int i = from; i < to; i++) {
            topics.send(task(i, TaskChange.SUBMITTED, Instant.now()));
        }
        topics.flush();
    }

    private TaskChanged task(int number, TaskChange change, Instant at) {
        return TestFacts.task(name + "-" + number, change, at)
                .setAgentId("agent-" + number % 16)
                .setInputTokens(number)
                .build();
    }

    private CostAccrued cost(int minute) {
        return CostAccrued.newBuilder()
                .setRegion(name)
                .setService("api")
                .setHour(TestFacts.NOON)
                .setProvider("railway")
                .setNanoDollars(minute * 100L)
                .setItems(Map.of("cpu", minute * 90L))
                .setOccurredAt(TestFacts.NOON.plusSeconds(minute * 60L))
                .build();
    }

    private RebalancePlanned plan() {
        return RebalancePlanned.newBuilder()
                .setPlanId(name + ".1")
                .setRegion(name)
                .setSequence(1)
                .setCause("test")
                .setLowerBound(1)
                .setMoves(List.of(new Move("agent-1", "worker-1", "worker-2")))
                .setOccurredAt(TestFacts.NOON)
                .build();
    }

    private void awaitTasks(long count) {
        awaitNumber(count, "fleet.tasks WHERE task_id LIKE '" + name + "-%'");
    }

    /** Asks again while the server is away. */
    private void awaitNumber(long count, String from) {
        await().atMost(LIMIT).ignoreExceptions().until(() -> postgres.number("SELECT count(*) FROM " + from) == count);
    }

    private String row(String select, String where) {
        List<String> rows = postgres.texts(select + " WHERE " + where);
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }

    private double total(String counter) {
        return meters.find(counter).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private double lag() {
        return meters.find("blackroad.sink.lag.facts").gauges().stream()
                .mapToDouble(gauge -> gauge.value())
                .sum();
    }

    private String member() throws SQLException {
        return group().members().iterator().next().consumerId();
    }

    private ConsumerGroupDescription group() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", BrokerForTests.bootstrapServers()))) {
            String group = config().group();
            return admin.describeConsumerGroups(List.of(group)).all().get().get(group);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
