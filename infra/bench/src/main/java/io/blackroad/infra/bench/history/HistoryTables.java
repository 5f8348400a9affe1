package io.blackroad.infra.bench.history;

import io.blackroad.infra.stack.PostgresProcess;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Looks at the tables as any other client does. */
final class HistoryTables implements AutoCloseable {
    private final Connection connection;

    HistoryTables(PostgresProcess postgres) {
        try {
            connection = DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL does not answer: " + e.getMessage(), e);
        }
    }

    /** Facts of a topic that are written; 0 before the sink has made its tables. */
    long written(String topic) {
        return number("SELECT to_regclass('fleet.sink_offsets') IS NOT NULL AND ? <> ''", topic) == 0
                ? 0
                : number("SELECT coalesce(sum(next_offset), 0) FROM fleet.sink_offsets WHERE topic = ?", topic);
    }

    /** Whether a task is there and has ended. */
    boolean isCompleted(String task) {
        return number("SELECT count(*) FROM fleet.tasks WHERE task_id = ? AND state = 'COMPLETED'", task) == 1;
    }

    /** Tasks in a state. */
    long tasks(String state) {
        return number("SELECT count(*) FROM fleet.tasks WHERE state = ?", state);
    }

    /** Decisions of a region. */
    long decisions(String region) {
        return number("SELECT count(*) FROM fleet.decisions WHERE region = ?", region);
    }

    private long number(String query, String value) {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, value);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                Object found = row.getObject(1);
                return found instanceof Boolean is ? (is ? 1 : 0) : ((Number) found).longValue();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(query + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
