package io.blackroad.connect.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * A control database in PostgreSQL 14 or newer.
 *
 * @param url as in {@code jdbc:postgresql://127.0.0.1:5432/blackroad}
 * @param user owner of the tables; needs {@code CREATE} in the database for the migrations
 * @param password the user's password
 */
public record ControlDatabase(String url, String user, String password) {
    private static final String CONNECT_SECONDS = "10";

    /** Work on a connection. */
    @FunctionalInterface
    public interface Work<T> {
        T in(Connection connection) throws SQLException;
    }

    /**
     * Brings tables, constraints and publication to what this build needs; does nothing when they are.
     *
     * @return migrations that were applied
     * @throws DatabaseException if the database cannot be reached, or is newer than this build
     */
    public int migrate() {
        try {
            return Flyway.configure()
                    .dataSource(url, user, password)
                    .locations("classpath:db/control")
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .load()
                    .migrate()
                    .migrationsExecuted;
        } catch (FlywayException e) {
            throw new DatabaseException("the migrations of " + url + " failed: " + e.getMessage(), e);
        }
    }

    /**
     * Works in one transaction, committed when the work returns and rolled back when it throws. All its reads see the same
     * state.
     *
     * @throws DatabaseException if the database cannot be reached or refuses
     */
    public <T> T transaction(Work<T> work) {
        try (Connection connection = open()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            T result = work.in(connection);
            connection.commit();
            return result;
        } catch (SQLException e) {
            throw new DatabaseException(url + ": " + e.getMessage(), e);
        }
    }

    /** A connection, which sends texts without a type, so that each column reads its own. */
    public Connection open() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("stringtype", "unspecified");
        properties.setProperty("connectTimeout", CONNECT_SECONDS);
        properties.setProperty("ApplicationName", "blackroad");
        return DriverManager.getConnection(url, properties);
    }

    @Override
    public String toString() {
        // A record prints its components, and one is a secret.
        return url;
    }
}
