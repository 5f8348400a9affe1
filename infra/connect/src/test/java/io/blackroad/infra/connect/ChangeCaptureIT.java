package io.blackroad.infra.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.blackroad.connect.ControlTable;
import io.blackroad.connect.TableComparison;
import io.blackroad.connect.capture.CaptureHealth;
import io.blackroad.connect.capture.CaptureRepair;
import io.blackroad.connect.capture.ConnectorState;
import io.blackroad.connect.capture.ControlConnector;
import io.blackroad.connect.capture.Resnapshot;
import io.blackroad.connect.capture.Slot;
import io.blackroad.connect.database.ControlDatabase;
import io.blackroad.connect.database.StoredTables;
import io.blackroad.infra.stack.PostgresReplica;
import io.blackroad.schema.RuleKind;
import io.blackroad.schema.TaskChange;
import io.blackroad.schema.TaskChanged;
import io.blackroad.schema.control.Rule;
import io.blackroad.schema.control.Worker;
import io.blackroad.topic.Topics;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Change capture with everything real: the control database, Debezium in a Connect worker, and what breaks between them. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ChangeCaptureIT {
    /** Rows that are committed and not read: little beside the log that is kept for a slot, however slow Connect starts. */
    private static final int AHEAD = 1_500;

    private static final Duration AWAY =
            Duration.ofSeconds("all".equals(System.getProperty("blackroad.tests")) ? 60 : 5);

    @TempDir
    static Path folder;

    private static CaptureStack stack;

    @BeforeAll
    static void start() throws Exception {
        stack = new CaptureStack(folder);
        stack.startConnect();
        patiently("the first snapshot").until(stack::same);
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    @Order(1)
    void rowsArriveAsTheStreamsReadThem() throws SQLException {
        try (TopicReader<Rule> rules = new TopicReader<>(stack, Topics.RULES);
                TopicReader<Worker> workers = new TopicReader<>(stack, Topics.WORKERS)) {
            stack.run(
                    "UPDATE rules SET max_replicas = 60, parts = '[{\"kind\": \"pool\", \"parameters\": {\"max\": \"9\"}}]'"
                            + " WHERE id = 'api'",
                    "DELETE FROM workers WHERE id = 'us-east-worker-50'");
            patiently("the rule")
                    .untilAsserted(() -> assertThat(rules.rows("api")).last().satisfies(row -> {
                        assertThat(row.getVersion()).isEqualTo(2);
                        assertThat(row.getMaxReplicas()).isEqualTo(60);
                        assertThat(row.getKind()).isEqualTo(RuleKind.GUIDE);
                        assertThat(row.getParts())
                                .singleElement()
                                .satisfies(
                                        part -> assertThat(part.getParameters()).isEqualTo(Map.of("max", "9")));
                    }));
            patiently("the tombstone")
                    .untilAsserted(() -> assertThat(workers.rows("us-east-worker-50"))
                            .hasSize(2)
                            .last()
                            .isNull());
        }
        assertThat(stack.compare()).allMatch(TableComparison::same);
    }

    @Test
    @Order(2)
    void anOutboxRowIsAFactWhenItsTransactionCommits() throws SQLException {
        try (TopicReader<TaskChanged> facts = new TopicReader<>(stack, Topics.TASK_CHANGED);
                Connection connection = stack.database().open();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("INSERT INTO task_outbox (agent_id, task_id) VALUES ('writer-1', 'undone')");
            connection.rollback();
            UUID event = UUID.randomUUID();
            statement.execute("INSERT INTO task_outbox (event_id, agent_id, task_id, region, input_tokens) VALUES ('"
                    + event + "', 'writer-1', 'done', 'eu-west', 120)");
            statement.execute("DELETE FROM task_outbox WHERE task_id = 'done'");
            connection.commit();
            patiently("the fact").until(() -> !facts.rows("writer-1").isEmpty());
            stack.run("INSERT INTO task_outbox (agent_id, task_id, change, reason)"
                    + " VALUES ('writer-1', 'done', 'cancelled', 'not needed')");
            patiently("the second fact").until(() -> facts.rows("writer-1").size() > 1);

            List<TaskChanged> rows = facts.rows("writer-1");
            assertThat(rows).extracting(TaskChanged::getTaskId).containsExactly("done", "done");
            assertThat(rows.get(0).getChange()).isEqualTo(TaskChange.SUBMITTED);
            assertThat(rows.get(0).getSource()).isEqualTo("task-outbox");
            assertThat(rows.get(0).getAgentId()).isEqualTo("writer-1");
            assertThat(rows.get(0).getRegion()).isEqualTo("eu-west");
            assertThat(rows.get(0).getInputTokens()).isEqualTo(120);
            assertThat(uuid(rows.get(0).getEventId().bytes())).isEqualTo(event);
            assertThat(rows.get(1).getChange()).isEqualTo(TaskChange.CANCELLED);
            assertThat(rows.get(1).getReason()).isEqualTo("not needed");
        }
    }

    @Test
    @Order(3)
    void aWorkerKilledInMidBatchLosesAndRepeatsNothing() throws Exception {
        long seed = System.nanoTime();
        try (TopicReader<Rule> rules = TopicReader.atTheEnd(stack, Topics.RULES);
                RuleWriters writers = new RuleWriters(stack, "worker-killed", AHEAD)) {
            awaitRows("rows before the kill of seed " + seed, rules, 20 + new Random(seed).nextInt(60), writers);
            stack.connect().kill();
            stack.startConnect();
            // So many that some are written after the start.
            awaitRows("rows after the kill of seed " + seed, rules, AHEAD, writers);
            assertNothingLostOrRepeated(seed, rules, writers);
        }
    }

    /** Rows are on their way when it ends, and more are written when it is back. */
    @Test
    @Order(4)
    void aDatabaseKilledIsGoneOnWith() throws Exception {
        long seed = System.nanoTime();
        CaptureRepair repair = new CaptureRepair(stack.worker(), stack.database());
        try (TopicReader<Rule> rules = TopicReader.atTheEnd(stack, Topics.RULES);
                RuleWriters writers = new RuleWriters(stack, "database-killed", AHEAD)) {
            awaitRows("rows before the kill of seed " + seed, rules, 20 + new Random(seed).nextInt(60), writers);
            stack.postgres().kill();
            patiently("writers that are broken off").until(() -> writers.brokenOff() > 0);
            await("the time that it is away")
                    .pollDelay(AWAY)
                    .atMost(AWAY.plusMinutes(1))
                    .until(() -> true);
            stack.startPostgresAgain();
            awaitRows(
                    "rows after the kill of seed " + seed, rules, AHEAD, writers, () -> repair.look(System.nanoTime()));
            assertNothingLostOrRepeated(seed, rules, writers);
        }
    }

    private static void assertNothingLostOrRepeated(long seed, TopicReader<Rule> rules, RuleWriters writers) {
        assertThat(writers.stop()).isGreaterThan(20);
        patiently("equal tables after the kill of seed " + seed).until(stack::same);
        for (String id : RuleWriters.RULES) {
            assertThat(rules.rows(id).stream().map(Rule::getVersion).toList())
                    .as("versions of %s, seed %d: each once, in order", id, seed)
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
    }

    /** Log of others is written while no control table changes: the heartbeat moves the slot on. */
    @Test
    @EnabledIfSystemProperty(named = "blackroad.tests", matches = "all")
    @Order(5)
    void theServersLogStaysBoundedWhileTheControlDatabaseIsQuiet() throws SQLException {
        for (int time = 0; time < 3; time++) {
            writeLogOfOthers(4);
            patiently("a slot that moves on")
                    .until(() -> Slot.of(stack.database())
                            .filter(slot -> slot.active() && slot.retainedBytes() < 20_000_000)
                            .isPresent());
        }
        assertThat(stack.same()).isTrue();
    }

    @Test
    @EnabledIfSystemProperty(named = "blackroad.tests", matches = "all")
    @Order(6)
    void aSlotThatRanOutOfLogIsToldAndASnapshotRepairs() throws Exception {
        stack.connect().kill();
        stack.run(
                "DELETE FROM workers WHERE id = 'us-east-worker-49'",
                "UPDATE rules SET max_replicas = 77 WHERE id = 'api'");
        writeLogOfOthers(20);
        stack.startConnect();
        assertThat(CaptureHealth.problems(stack.worker(), stack.database()))
                .anyMatch(problem -> problem.contains("dropped log"));
        assertThat(differing()).as("the last good rows stay").containsExactly("rules api", "workers us-east-worker-49");

        resnapshot();
        assertThat(stack.worker().state()).matches(ConnectorState::isRunning);
    }

    @Test
    @Order(7)
    void aSlotThatWasDroppedFailsLoudlyAndASnapshotRepairs() throws Exception {
        stack.connect().close();
        awaitSlotThatNobodyReads();
        stack.run(
                "SELECT pg_drop_replication_slot('" + ControlConnector.SLOT + "')",
                "UPDATE rules SET max_replicas = 78 WHERE id = 'api'");
        stack.startConnect();
        patiently("a connector that gives up")
                .until(() -> stack.worker().state().isFailed());
        assertThat(stack.worker().state().error()).isNotBlank();
        assertThat(new CaptureRepair(stack.worker(), stack.database()).look(System.nanoTime()))
                .as("another start would lose rows")
                .isFalse();
        assertThat(differing()).containsExactly("rules api");

        resnapshot();
    }

    /** Nobody notices while it happens: only tables and topics compared tell it. */
    @Test
    @EnabledIfSystemProperty(named = "blackroad.tests", matches = "all")
    @Order(8)
    void aSlotThatSomebodyMovedOnIsToldAndASnapshotRepairs() throws Exception {
        stack.connect().close();
        awaitSlotThatNobodyReads();
        stack.run(
                "UPDATE rules SET max_replicas = 79 WHERE id = 'api'",
                "SELECT pg_replication_slot_advance('" + ControlConnector.SLOT + "', pg_current_wal_lsn())",
                "UPDATE rules SET max_replicas = 79 WHERE id = 'worker'");
        stack.startConnect();
        CaptureRepair repair = new CaptureRepair(stack.worker(), stack.database());
        patiently("the row after, or a connector that gives up")
                .until(() -> differing().equals(List.of("rules api"))
                        || stack.worker().state().isFailed());
        repair.look(System.nanoTime());
        assertThat(differing()).contains("rules api");

        resnapshot();
    }

    @Test
    @Order(9)
    void aWorkerThatStartsBeforeItsDatabaseGoesOnOnceItIsThere() throws Exception {
        stack.connect().kill();
        stack.run("UPDATE rules SET max_replicas = 80 WHERE id = 'api'");
        stack.postgres().kill();
        stack.startWorker();
        CaptureRepair repair = new CaptureRepair(stack.worker(), stack.database());
        assertThat(repair.look(System.nanoTime()))
                .as("a start without the database would fail again")
                .isFalse();
        stack.startPostgresAgain();
        patiently("rows after the restart").until(() -> {
            repair.look(System.nanoTime());
            return stack.same();
        });
    }

    /** The last: everything runs on the server that was the standby afterwards. */
    @Test
    @EnabledIfSystemProperty(named = "blackroad.tests", matches = "all")
    @Order(10)
    void afterAFailoverCaptureGoesOnWhereItWasOnTheOtherServer() throws Exception {
        PostgresReplica standby = stack.standby();
        ControlDatabase other = new ControlDatabase(
                standby.process().jdbcUrl(),
                standby.process().user(),
                standby.process().password());
        stack.run("UPDATE rules SET max_replicas = 81 WHERE id = 'api'");
        patiently("rows while the standby follows").until(stack::same);
        patiently("the slot on the standby").until(() -> isSynced(other));

        stack.connect().kill();
        stack.run("UPDATE rules SET max_replicas = 82 WHERE id = 'api'");
        patiently("the last row on the standby")
                .until(() -> other.transaction(StoredTables::read)
                        .equals(stack.database().transaction(StoredTables::read)));
        stack.postgres().kill();
        standby.execute("SELECT pg_promote()");
        stack.failedOver(standby);
        stack.run("UPDATE rules SET max_replicas = 83 WHERE id = 'worker'");
        stack.startConnect();

        patiently("rows from before and after, without a snapshot").until(stack::same);
        assertThat(stack.worker().state()).matches(ConnectorState::isRunning);
    }

    /** The server notices a little later that its reader is gone. */
    private static void awaitSlotThatNobodyReads() {
        patiently("a slot that nobody reads")
                .until(() -> !Slot.of(stack.database()).orElseThrow().active());
    }

    private static boolean isSynced(ControlDatabase database) throws SQLException {
        try (Connection connection = database.open();
                Statement statement = connection.createStatement();
                ResultSet slot = statement.executeQuery(
                        "SELECT synced AND NOT temporary FROM pg_replication_slots WHERE slot_name = '"
                                + ControlConnector.SLOT + "'")) {
            return slot.next() && slot.getBoolean(1);
        }
    }

    private static void resnapshot() {
        assertThat(new Resnapshot(stack.worker(), stack.database(), stack.topics()).run(line -> {}))
                .hasSize(ControlTable.IN_ORDER.size())
                .allMatch(TableComparison::same);
    }

    private static List<String> differing() {
        List<String> differing = new ArrayList<>();
        stack.compare().forEach(table -> table.differing().forEach(id -> differing.add(table.table() + " " + id)));
        differing.sort(null);
        return differing;
    }

    private static void awaitRows(String what, TopicReader<Rule> rules, int rows, RuleWriters writers) {
        awaitRows(what, rules, rows, writers, () -> {});
    }

    /** Reads more than so many rows, and gives room for each. */
    private static void awaitRows(
            String what, TopicReader<Rule> rules, int rows, RuleWriters writers, Runnable meanwhile) {
        AtomicInteger read = new AtomicInteger();
        patiently(what).until(() -> {
            meanwhile.run();
            int more = rules.pollMore();
            writers.read(more);
            return read.addAndGet(more) > rows;
        });
    }

    /** So many times 8 MB. */
    private static void writeLogOfOthers(int times) throws SQLException {
        stack.run("CREATE TABLE IF NOT EXISTS others (text text)");
        for (int time = 0; time < times; time++) {
            stack.run("INSERT INTO others SELECT repeat(md5(n::text), 32) FROM generate_series(1, 7000) n");
        }
        stack.run("TRUNCATE others", "CHECKPOINT");
    }

    private static UUID uuid(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    private static ConditionFactory patiently(String what) {
        return await(what).atMost(Duration.ofSeconds(90)).pollInterval(Duration.ofMillis(100));
    }
}
