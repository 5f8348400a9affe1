package io.blackroad.sink.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blackroad.schema.TaskChange;
import io.blackroad.schema.TaskChanged;
import io.blackroad.sink.database.ScaledDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class TaskMonthsIT {
    private static final Instant MARCH = Instant.parse("2026-03-10T00:00:00Z");
    private static final MonthPolicy POLICY = new MonthPolicy(1, 2);

    private DatabaseForTests postgres;
    private ScaledDatabase database;
    private TaskMonths months;

    @BeforeEach
    void create(TestInfo test) {
        postgres = DatabaseForTests.create(
                test.getTestMethod().orElseThrow().getName().toLowerCase(java.util.Locale.ROOT), true);
        database = new ScaledDatabase(postgres.config());
        months = new TaskMonths(database, POLICY);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void rowsGoToTheirMonthAndPartitionsAreMadeAhead() throws SQLException {
        months.keep(MARCH);
        write("t", MARCH);

        assertThat(partitions()).containsExactly("tasks_2026_03", "tasks_2026_04", "tasks_default");
        assertThat(home("t")).isEqualTo("tasks_2026_03");
        months.keep(Instant.parse("2026-03-31T23:59:59Z"));
        assertThat(partitions()).hasSize(3);
        months.keep(Instant.parse("2026-04-01T00:00:00Z"));
        assertThat(partitions()).contains("tasks_2026_05");
    }

    @Test
    void theDefaultPartitionIsDrained() throws SQLException {
        write("january", Instant.parse("2026-01-31T23:59:59.999999Z"));
        write("february", Instant.parse("2026-02-01T00:00:00Z"));
        assertThat(home("february")).isEqualTo("tasks_default");

        months.keep(MARCH);

        assertThat(home("january")).isEqualTo("tasks_2026_01");
        assertThat(home("february")).isEqualTo("tasks_2026_02");
        assertThat(postgres.number("SELECT count(*) FROM fleet.tasks_default")).isZero();
        write("february", TaskChange.COMPLETED, Instant.parse("2026-02-01T00:00:09Z"));
        assertThat(postgres.texts("SELECT state FROM fleet.tasks WHERE task_id = 'february'"))
                .containsExactly("COMPLETED");
    }

    @Test
    void oldMonthsAreDetachedAndKeptAsTables() throws SQLException {
        months.keep(MARCH);
        write("t", MARCH);
        Instant july = Instant.parse("2026-07-02T00:00:00Z");

        months.keep(july);

        assertThat(partitions())
                .doesNotContain("tasks_2026_03", "tasks_2026_04")
                .contains("tasks_2026_07");
        assertThat(postgres.text("SELECT task_id FROM fleet.tasks_2026_03")).isEqualTo("t");
        assertThat(postgres.number("SELECT count(*) FROM fleet.task_keys")).isZero();

        write("late", MARCH);
        months.keep(july);
        assertThat(postgres.texts("SELECT task_id FROM fleet.tasks_2026_03")).containsExactlyInAnyOrder("t", "late");
        assertThat(postgres.number("SELECT count(*) FROM fleet.tasks")).isZero();
    }

    @Test
    void aLongerRetentionBringsAMonthBack() throws SQLException {
        months.keep(MARCH);
        write("t", MARCH);
        months.keep(Instant.parse("2026-06-01T00:00:00Z"));
        assertThat(partitions()).doesNotContain("tasks_2026_03");
        write("late", MARCH);

        new TaskMonths(database, new MonthPolicy(1, 12)).keep(Instant.parse("2026-06-01T00:00:00Z"));

        assertThat(postgres.texts("SELECT task_id FROM fleet.tasks ORDER BY 1")).containsExactly("late", "t");
    }

    @Test
    void writersGoOnWhileMonthsAreMade() {
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<List<String>> writer = CompletableFuture.supplyAsync(() -> {
            List<String> written = new ArrayList<>();
            for (int i = 0; !done.get(); i++) {
                write("t" + i, Instant.parse("2026-01-01T00:00:00Z").plusSeconds(i * 100_000L % 7_000_000));
                written.add("t" + i);
            }
            return written;
        });
        CompletableFuture<Void> keepers = CompletableFuture.allOf(keeper(), keeper());
        keepers.whenComplete((result, failure) -> done.set(true)).join();

        List<String> written = writer.join();

        assertThat(written).isNotEmpty();
        assertThat(postgres.number("SELECT count(*) FROM fleet.tasks")).isEqualTo(written.size());
    }

    private CompletableFuture<Void> keeper() {
        return CompletableFuture.runAsync(() -> {
            for (int round = 0; round < 5; round++) {
                try {
                    months.keep(Instant.parse("2026-0" + (round % 3 + 1) + "-10T00:00:00Z"));
                } catch (SQLException e) {
                    throw new CompletionException(e);
                }
            }
        });
    }

    @Test
    void aTableThatIsInUseIsNotWaitedForLong() throws SQLException {
        months.keep(MARCH);
        try (Connection other = postgres.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("SELECT * FROM fleet.tasks");

            assertThatThrownBy(() -> months.keep(Instant.parse("2026-07-02T00:00:00Z")))
                    .hasMessageContaining("lock timeout");
        }
        months.keep(Instant.parse("2026-07-02T00:00:00Z"));
        assertThat(partitions()).doesNotContain("tasks_2026_03");
    }

    private List<String> partitions() {
        return postgres.texts("SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid"
                + " WHERE i.inhparent = 'fleet.tasks'::regclass ORDER BY 1");
    }

    private String home(String task) {
        return postgres.text("SELECT c.relname FROM fleet.tasks t JOIN pg_class c ON c.oid = t.tableoid"
                + " WHERE task_id = '" + task + "'");
    }

    private void write(String task, Instant at) {
        write(task, TaskChange.SUBMITTED, at);
    }

    private void write(String task, TaskChange change, Instant at) {
        TaskChanged changed = TestFacts.task(task, change, at).build();
        Fact<TaskChanged> fact = new Fact<>(TestFacts.found(0, 0, at, null), changed);
        try {
            database.write(connection -> {
                new TaskTable().write(connection, List.of(fact));
                return null;
            });
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
