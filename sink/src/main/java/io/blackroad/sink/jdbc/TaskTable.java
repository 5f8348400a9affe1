package io.blackroad.sink.jdbc;

import static io.blackroad.sink.jdbc.SqlType.INT;
import static io.blackroad.sink.jdbc.SqlType.LONG;
import static io.blackroad.sink.jdbc.SqlType.TEXT;
import static io.blackroad.sink.jdbc.SqlType.TIME;
import static io.blackroad.sink.jdbc.SqlType.UUID;

import io.blackroad.schema.TaskChanged;
import io.blackroad.topic.Topic;
import io.blackroad.topic.Topics;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * {@code tasks}: a row a task, in the partition of the month in which it was first heard of. A key that includes the month
 * would let two writers add the same task twice, so {@code task_keys} says where each task lies, and is written first: the
 * second writer of a new task waits there for the first one and then finds its row.
 */
final class TaskTable implements TopicTable<TaskChanged> {
    private static final Columns<TaskRow> KEYS = new Columns<TaskRow>()
            .with("task_id", TEXT, TaskRow::taskId)
            .with("first_heard_at", TIME, TaskRow::firstHeardAt);

    private static final String ADD_KEYS = "INSERT INTO fleet.task_keys (task_id, first_heard_at) SELECT "
            + KEYS.converted() + " FROM " + KEYS.rows() + " ORDER BY task_id ON CONFLICT (task_id) DO NOTHING";

    private static final Columns<TaskRow> REST = new Columns<TaskRow>()
            .with("task_id", TEXT, TaskRow::taskId)
            .with("agent_id", TEXT, TaskRow::agentId)
            .with("region", TEXT, TaskRow::region)
            .with("submitted_at", TIME, TaskRow::submittedAt)
            .with("started_at", TIME, TaskRow::startedAt)
            .with("ended_at", TIME, TaskRow::endedAt)
            .with("outcome", TEXT, ofEnd(end -> end.outcome().name()))
            .with("reason", TEXT, ofEnd(TaskEnd::reason))
            .with("input_tokens", INT, TaskRow::inputTokens)
            .with("output_tokens", INT, TaskRow::outputTokens)
            .with("service_micros", LONG, TaskRow::serviceMicros)
            .with("waited_micros", LONG, TaskRow::waitedMicros)
            .with("ran_micros", LONG, row -> row.end() == null ? 0L : row.end().ranMicros())
            .with("ended_by", UUID, ofEnd(TaskEnd::by));

    private static final String MERGE = "INSERT INTO fleet.tasks AS t (first_heard_at, " + REST.list(name -> name)
            + ") SELECT k.first_heard_at, " + REST.converted() + " FROM " + REST.rows()
            + " JOIN fleet.task_keys k ON k.task_id = f.task_id ORDER BY f.task_id"
            + " ON CONFLICT (task_id, first_heard_at) DO UPDATE SET " + changes();

    @Override
    public Topic<TaskChanged> topic() {
        return Topics.TASK_CHANGED;
    }

    @Override
    public void write(Connection connection, List<Fact<TaskChanged>> facts) throws SQLException {
        TreeMap<String, TaskRow> rows = new TreeMap<>();
        for (Fact<TaskChanged> fact : facts) {
            TaskRow row = TaskFacts.row(fact);
            rows.merge(row.taskId(), row, TaskRow::merge);
        }
        run(connection, ADD_KEYS, KEYS, rows.values());
        run(connection, MERGE, REST, rows.values());
    }

    private static void run(Connection connection, String sql, Columns<TaskRow> columns, Collection<TaskRow> rows)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            columns.bind(statement, rows);
            statement.executeUpdate();
        }
    }

    /** {@link TaskRow#merge} in SQL. {@code least} and {@code greatest} pass over nulls. */
    private static String changes() {
        String speaks = "ROW(" + rank("excluded") + ", " + reached("excluded") + ", excluded.agent_id) < ROW("
                + rank("t") + ", " + reached("t") + ", t.agent_id)";
        String ends = "excluded.ended_at IS NOT NULL AND (t.ended_at IS NULL"
                + " OR ROW(excluded.ended_at, excluded.ended_by) < ROW(t.ended_at, t.ended_by))";
        StringBuilder changes = new StringBuilder("agent_id = ").append(either(speaks, "agent_id"));
        for (String column : List.of("submitted_at", "started_at", "ended_at")) {
            changes.append(", ").append(column).append(" = least(t.").append(column);
            changes.append(", excluded.").append(column).append(")");
        }
        for (String column : List.of("outcome", "reason", "ran_micros", "ended_by")) {
            changes.append(", ").append(column).append(" = ").append(either(ends, column));
        }
        for (String column : List.of("region", "input_tokens", "output_tokens", "service_micros", "waited_micros")) {
            changes.append(", ").append(column).append(" = greatest(t.").append(column);
            changes.append(", excluded.").append(column).append(")");
        }
        return changes.toString();
    }

    private static String either(String condition, String column) {
        return "CASE WHEN " + condition + " THEN excluded." + column + " ELSE t." + column + " END";
    }

    /** The furthest state first. */
    private static String rank(String row) {
        return "CASE WHEN " + row + ".ended_at IS NOT NULL THEN 0 WHEN " + row
                + ".started_at IS NOT NULL THEN 1 ELSE 2 END";
    }

    private static String reached(String row) {
        return "coalesce(" + row + ".ended_at, " + row + ".started_at, " + row + ".submitted_at)";
    }

    private static <V> Function<TaskRow, V> ofEnd(Function<TaskEnd, V> value) {
        return row -> row.end() == null ? null : value.apply(row.end());
    }
}
