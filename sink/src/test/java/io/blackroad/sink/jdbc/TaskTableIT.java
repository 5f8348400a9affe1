package io.blackroad.sink.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.schema.TaskChange;
import io.blackroad.schema.TaskChanged;
import io.blackroad.sink.database.ScaledDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The SQL of tasks against what {@link TaskRow} says. */
class TaskTableIT {
    private static final DatabaseForTests POSTGRES = DatabaseForTests.create("task_table", true);
    private static final ScaledDatabase DATABASE = new ScaledDatabase(POSTGRES.config());

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void theRowsAreTheSameHoweverFactsComeInBatches(long seed) throws SQLException {
        Random random = new Random(seed);
        String prefix = "world-" + seed + "-";
        List<Fact<TaskChanged>> facts = TaskWorlds.facts(random, prefix, 20, 200);

        for (int from = 0; from < facts.size(); ) {
            int to = Math.min(facts.size(), from + 1 + random.nextInt(60));
            write(facts.subList(from, to));
            from = to;
        }

        assertThat(rows(prefix)).isEqualTo(folded(facts));
    }

    @Test
    void twoWritersOfTheSameNewTasksMakeOneRowOfEach() throws Exception {
        Random random = new Random(42);
        List<Fact<TaskChanged>> facts = TaskWorlds.facts(random, "race-", 300, 3_000);
        ExecutorService threads = Executors.newFixedThreadPool(3);
        List<Future<?>> writers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            int writer = i;
            writers.add(threads.submit(() -> {
                for (int from = 0; from < facts.size(); from += 100) {
                    List<Fact<TaskChanged>> batch = facts.subList(from, Math.min(facts.size(), from + 100));
                    write(TaskWorlds.shuffled(batch, new Random(writer * 1_000L + from)));
                }
                return null;
            }));
        }
        for (Future<?> writer : writers) {
            writer.get();
        }
        threads.shutdown();

        Map<String, TaskRow> folded = folded(facts);
        Map<String, TaskRow> rows = rows("race-");
        assertThat(rows.keySet()).isEqualTo(folded.keySet());
        assertThat(POSTGRES.number("SELECT count(*) FROM fleet.tasks WHERE task_id LIKE 'race-%'"))
                .isEqualTo(folded.size());
        // Which of the writers was first is theirs; all else is not.
        folded.forEach((id, row) -> assertThat(rows.get(id).merge(row).end()).isEqualTo(row.end()));
    }

    @Test
    void theStateIsReadOffTheRow() throws SQLException {
        write(List.of(TestFacts.fact(
                TestFacts.task("state-1", TaskChange.SUBMITTED, TestFacts.NOON).build())));
        assertThat(state("state-1")).isEqualTo("SUBMITTED");
        write(List.of(TestFacts.fact(
                TestFacts.task("state-1", TaskChange.STARTED, TestFacts.NOON).build())));
        assertThat(state("state-1")).isEqualTo("STARTED");
        write(List.of(TestFacts.fact(
                TestFacts.task("state-1", TaskChange.CANCELLED, TestFacts.NOON).build())));
        assertThat(state("state-1")).isEqualTo("CANCELLED");
    }

    private static String state(String id) {
        return POSTGRES.text("SELECT state FROM fleet.tasks WHERE task_id = '" + id + "'");
    }

    private static void write(List<Fact<TaskChanged>> facts) throws SQLException {
        DATABASE.write(connection -> {
            new TaskTable().write(connection, facts);
            return null;
        });
    }

    private static Map<String, TaskRow> folded(List<Fact<TaskChanged>> facts) {
        Map<String, TaskRow> rows = new TreeMap<>();
        facts.stream().map(TaskFacts::row).forEach(row -> rows.merge(row.taskId(), row, TaskRow::merge));
        return rows;
    }

    static Map<String, TaskRow> rows(String prefix) throws SQLException {
        Map<String, TaskRow> rows = new TreeMap<>();
        try (Connection connection = POSTGRES.connect();
                Statement statement = connection.createStatement();
                ResultSet found =
                        statement.executeQuery("SELECT * FROM fleet.tasks WHERE task_id LIKE '" + prefix + "%'")) {
            while (found.next()) {
                TaskRow row = row(found);
                assertThat(rows.put(row.taskId(), row))
                        .as("a second row of %s", row.taskId())
                        .isNull();
            }
        }
        return rows;
    }

    private static TaskRow row(ResultSet found) throws SQLException {
        Instant ended = time(found, "ended_at");
        TaskEnd end = ended == null
                ? null
                : new TaskEnd(
                        ended,
                        found.getObject("ended_by", UUID.class),
                        TaskChange.valueOf(found.getString("outcome")),
                        found.getString("reason"),
                        found.getLong("ran_micros"));
        return new TaskRow(
                found.getString("task_id"),
                time(found, "first_heard_at"),
                found.getString("agent_id"),
                found.getString("region"),
                time(found, "submitted_at"),
                time(found, "started_at"),
                end,
                found.getInt("input_tokens"),
                found.getInt("output_tokens"),
                found.getLong("service_micros"),
                found.getLong("waited_micros"));
    }

    private static Instant time(ResultSet found, String column) throws SQLException {
        Timestamp time = found.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
