package io.blackroad.sink.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** One server: its pool for work, and a connection of its own for looks, so that a full pool does not look like a dead server. */
final class Server implements AutoCloseable {
    private final DatabaseConfig config;
    private final String url;
    private final HikariDataSource pool;
    private Connection look;

    Server(DatabaseConfig config, String url, boolean readOnly) {
        this.config = config;
        this.url = url;
        this.pool = Pools.of(config, url, readOnly);
    }

    String url() {
        return url;
    }

    /** Runs work in a transaction of its own: committed when it returns, rolled back when it throws. */
    <T> T run(Work<T> work) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            try {
                T result = work.run(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException | Error e) {
                rollBack(connection, e);
                throw e;
            }
        }
    }

    /** The one text that a query gives, over the connection for looks; {@code null} for SQL's null. */
    synchronized String ask(String query) throws SQLException {
        try {
            if (look == null) {
                look = Pools.look(config, url);
            }
            try (Statement statement = look.createStatement();
                    ResultSet answer = statement.executeQuery(query)) {
                return answer.next() ? answer.getString(1) : null;
            }
        } catch (SQLException e) {
            closeLook();
            throw e;
        }
    }

    @Override
    public void close() {
        pool.close();
        synchronized (this) {
            closeLook();
        }
    }

    private void closeLook() {
        Connection gone = look;
        look = null;
        try {
            if (gone != null) {
                gone.close();
            }
        } catch (SQLException e) {
            // It was broken, which is why it is closed.
        }
    }

    private static void rollBack(Connection connection, Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
