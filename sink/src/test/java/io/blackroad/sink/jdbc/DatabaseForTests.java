package io.blackroad.sink.jdbc;

import io.blackroad.infra.stack.PostgresProcess;
import io.blackroad.sink.controller.TestFolder;
import io.blackroad.sink.database.DatabaseConfig;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One PostgreSQL for all tests of the package, ended with them, and a database of its own for each that asks. */
final class DatabaseForTests {
    private static final Path FOLDER = TestFolder.create("jdbc-sink-it");
    private static final Map<String, String> SETTINGS = Map.of("fsync", "off");
    private static PostgresProcess postgres = started();

    private final DatabaseConfig config;

    private DatabaseForTests(DatabaseConfig config) {
        this.config = config;
    }

    /** A new one, with the sink's tables or without any. */
    static DatabaseForTests create(String name, boolean tables) {
        return create(postgres, name, tables);
    }

    /** The same on a server of one's own. */
    static DatabaseForTests create(PostgresProcess server, String name, boolean tables) {
        DatabaseConfig config = DatabaseConfig.of(server.jdbcUrl(name), server.user(), server.password());
        try (Connection connection = connect(config, server.jdbcUrl("postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        if (tables) {
            Migrations.apply(config);
        }
        return new DatabaseForTests(config);
    }

    DatabaseConfig config() {
        return config;
    }

    /** A connection that commits each statement. */
    Connection connect() {
        try {
            return connect(config, config.url());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of every row. */
    List<String> texts(String query) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            List<String> texts = new ArrayList<>();
            while (row.next()) {
                texts.add(row.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    String text(String query) {
        return texts(query).get(0);
    }

    long number(String query) {
        return Long.parseLong(text(query));
    }

    void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** kill -9, and a new one on the same data and port. */
    static void killAndRestart(Runnable between) {
        int port = postgres.port();
        postgres.kill();
        between.run();
        postgres = PostgresProcess.start(FOLDER, port, SETTINGS, line -> {});
    }

    private static Connection connect(DatabaseConfig as, String url) throws SQLException {
        return DriverManager.getConnection(url, as.user(), as.password());
    }

    private static PostgresProcess started() {
        PostgresProcess started = PostgresProcess.start(FOLDER, 0, SETTINGS, line -> {});
        Runtime.getRuntime().addShutdownHook(new Thread(DatabaseForTests::end));
        return started;
    }

    private static void end() {
        postgres.close();
        TestFolder.remove(FOLDER);
    }
}
