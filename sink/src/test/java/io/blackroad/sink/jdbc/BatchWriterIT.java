package io.blackroad.sink.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blackroad.schema.TaskChange;
import io.blackroad.schema.TaskChanged;
import io.blackroad.sink.controller.RegistryForTests;
import io.blackroad.sink.database.ScaledDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** One batch, one transaction. */
class BatchWriterIT {
    private static final TopicPartition ZERO = new TopicPartition("fleet.agent.task-changed.v1", 0);
    private static final Instant NOON = TestFacts.NOON;

    private final List<Letter> letters = new ArrayList<>();
    private DatabaseForTests postgres;
    private ScaledDatabase database;
    private BatchWriter writer;

    @BeforeEach
    void create(TestInfo test) {
        postgres = DatabaseForTests.create(
                test.getTestMethod().orElseThrow().getName().toLowerCase(java.util.Locale.ROOT), true);
        database = new ScaledDatabase(postgres.config());
        writer = writer("process 1", letters);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private BatchWriter writer(String owner, List<Letter> kept) {
        return new BatchWriter(
                database, new Offsets("jdbc", owner), RegistryForTests.REGISTRY, TopicTables.all(), kept::addAll);
    }

    @Test
    void rowsAndOffsetsAreThereTogether() throws SQLException {
        Map<TopicPartition, Claim> claims = writer.claim(List.of(ZERO));
        assertThat(claims.get(ZERO)).isEqualTo(new Claim(1, 0));

        Written written = writer.write(batch(claims, submitted(0, "a"), submitted(1, "b")));

        assertThat(written.rows()).isEqualTo(2);
        assertThat(tasks()).containsExactly("a", "b");
        assertThat(nextOffset()).isEqualTo(2);
    }

    @Test
    void aBatchWhoseCommitWasNotAnsweredIsNotWrittenAgain() throws SQLException {
        Map<TopicPartition, Claim> claims = writer.claim(List.of(ZERO));
        Batch batch = batch(claims, submitted(0, "a"), submitted(1, "b"));
        writer.write(batch);

        Written again = writer.write(batch);

        assertThat(again.rows()).isZero();
        assertThat(nextOffset()).isEqualTo(2);
    }

    @Test
    void aWriterWhosePartitionWasTakenOverWritesNothing() throws SQLException {
        Map<TopicPartition, Claim> old = writer.claim(List.of(ZERO));
        writer.write(batch(old, submitted(0, "a")));
        BatchWriter fresh = writer("process 2", new ArrayList<>());

        Map<TopicPartition, Claim> taken = fresh.claim(List.of(ZERO));

        assertThat(taken.get(ZERO)).isEqualTo(new Claim(2, 1));
        assertThatThrownBy(() -> writer.write(batch(old, submitted(1, "zombie"))))
                .isInstanceOf(FencedException.class);
        fresh.write(batch(taken, submitted(1, "b")));
        assertThat(tasks()).containsExactly("a", "b");
    }

    @Test
    void aTakeoverInTheMiddleOfATransactionRollsItBack() throws SQLException {
        Map<TopicPartition, Claim> old = writer.claim(List.of(ZERO));
        BatchWriter hung = new BatchWriter(
                database,
                new Offsets("jdbc", "process 1"),
                RegistryForTests.REGISTRY,
                List.of(new HangingTable(() -> writer("process 2", letters).claim(List.of(ZERO)))),
                letters::addAll);

        assertThatThrownBy(() -> hung.write(batch(old, submitted(0, "zombie"), submitted(1, "bad-" + "x".repeat(600)))))
                .isInstanceOf(FencedException.class);

        assertThat(tasks()).isEmpty();
        assertThat(nextOffset()).isZero();
        assertThat(letters).as("a fenced writer tells of no dead letters").isEmpty();
    }

    @Test
    void aRefusedFactIsSetAsideAndTheRestIsWritten() throws SQLException {
        Map<TopicPartition, Claim> claims = writer.claim(List.of(ZERO));
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            records.add(submitted(i, "task-" + i));
        }
        records.set(7, submitted(7, "x".repeat(513)));
        records.set(
                20, found(20, task("nul", TaskChange.FAILED).setReason("a\0b").build()));
        records.set(
                30,
                found(30, task("negative", TaskChange.FAILED).setRanMicros(-1).build()));
        records.set(31, TestFacts.found(0, 31, NOON, new byte[] {9, 9}));
        records.set(32, TestFacts.found(0, 32, NOON, null));
        records.set(33, found(33, task("", TaskChange.SUBMITTED).build()));
        records.set(49, submitted(49, "y".repeat(100_000)));

        Written written = writer.write(new Batch(records, claims));

        assertThat(letters)
                .extracting(letter -> letter.found().offset())
                .containsExactlyInAnyOrder(7L, 20L, 30L, 31L, 32L, 33L, 49L);
        assertThat(letter(7)).contains("tasks_id_is_short");
        assertThat(letter(20)).contains("0x00");
        assertThat(letter(30)).contains("ranMicros -1");
        assertThat(letter(31)).contains("at least 5 bytes");
        assertThat(tasks()).hasSize(43).contains("task-6", "task-8", "task-48");
        assertThat(written.facts()).containsExactly(new Written.Part(ZERO.topic(), 43, 7));
        assertThat(nextOffset()).isEqualTo(50);
    }

    @Test
    void aClockThatIsAYearBackIsSetAsideAndOneThatIsAheadIsBounded() throws SQLException {
        Map<TopicPartition, Claim> claims = writer.claim(List.of(ZERO));

        writer.write(batch(
                claims,
                found(
                        0,
                        task("old", TaskChange.SUBMITTED)
                                .setOccurredAt(Instant.EPOCH)
                                .build()),
                found(
                        1,
                        task("ahead", TaskChange.SUBMITTED)
                                .setOccurredAt(NOON.plusSeconds(1L << 32))
                                .build())));

        assertThat(letter(0)).contains("more than a year before it was appended");
        assertThat(postgres.text("SELECT submitted_at AT TIME ZONE 'UTC' FROM fleet.tasks"))
                .isEqualTo("2026-03-01 12:00:00");
    }

    @Test
    void lettersThatAreNotStoredKeepTheBatchOut() throws SQLException {
        Map<TopicPartition, Claim> claims = writer.claim(List.of(ZERO));
        BatchWriter unheard = new BatchWriter(
                database, new Offsets("jdbc", "process 1"), RegistryForTests.REGISTRY, TopicTables.all(), lost -> {
                    throw new KafkaException("no broker");
                });

        assertThatThrownBy(() -> unheard.write(batch(claims, submitted(0, "a"), TestFacts.found(0, 1, NOON, null))))
                .hasMessage("no broker");

        assertThat(tasks()).isEmpty();
        assertThat(nextOffset()).isZero();
    }

    @Test
    void aTableThatIsGoneIsNotTheFactsFault() throws SQLException {
        Map<TopicPartition, Claim> claims = writer.claim(List.of(ZERO));
        postgres.execute("DROP TABLE fleet.tasks");

        assertThatThrownBy(() -> writer.write(batch(claims, submitted(0, "a")))).hasMessageContaining("does not exist");

        assertThat(letters).isEmpty();
        assertThat(nextOffset()).isZero();
    }

    /** Writes its facts, and then lets something else happen before the transaction goes on. */
    private record HangingTable(Event event) implements TopicTable<TaskChanged> {
        interface Event {
            void happen() throws SQLException;
        }

        @Override
        public io.blackroad.topic.Topic<TaskChanged> topic() {
            return new TaskTable().topic();
        }

        @Override
        public void write(Connection connection, List<Fact<TaskChanged>> facts) throws SQLException {
            new TaskTable().write(connection, facts);
            try (Statement statement = connection.createStatement()) {
                statement.execute("SELECT 1");
            }
            event.happen();
        }
    }

    private String letter(long offset) {
        return letters.stream()
                .filter(letter -> letter.found().offset() == offset)
                .map(letter -> letter.why().getMessage())
                .findFirst()
                .orElseThrow();
    }

    private List<String> tasks() {
        return postgres.texts("SELECT task_id FROM fleet.tasks ORDER BY 1");
    }

    private long nextOffset() {
        return postgres.number("SELECT next_offset FROM fleet.sink_offsets");
    }

    private static TaskChanged.Builder task(String id, TaskChange change) {
        return TestFacts.task(id, change, NOON);
    }

    private static ConsumerRecord<byte[], byte[]> submitted(long offset, String id) {
        return found(offset, task(id, TaskChange.SUBMITTED).build());
    }

    private static ConsumerRecord<byte[], byte[]> found(long offset, TaskChanged task) {
        return TestFacts.found(0, offset, NOON, TestFacts.TASKS.write(task));
    }

    private static Batch batch(Map<TopicPartition, Claim> claims, ConsumerRecord<byte[], byte[]> only) {
        return new Batch(List.of(only), claims);
    }

    private static Batch batch(
            Map<TopicPartition, Claim> claims,
            ConsumerRecord<byte[], byte[]> first,
            ConsumerRecord<byte[], byte[]> second) {
        return new Batch(List.of(first, second), claims);
    }
}
