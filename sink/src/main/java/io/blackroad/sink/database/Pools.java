package io.blackroad.sink.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;

/** Connections as this package wants them: whatever they wait for ends. */
final class Pools {
    /** How long to wait for a connection before another server is tried or the caller is told. */
    private static final Duration CONNECT = Duration.ofSeconds(3);

    /** A transaction that nobody goes on with, since its process hangs, frees its locks after this. */
    private static final Duration IDLE_IN_TRANSACTION = Duration.ofSeconds(15);

    /** Answers to a look come at once or say enough by not coming. */
    private static final Duration LOOK = Duration.ofSeconds(2);

    private Pools() {}

    /** Opens no connection yet; servers may come later. */
    static HikariDataSource of(DatabaseConfig config, String url, boolean readOnly) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName(url.replaceAll("^jdbc:postgresql://|[/?].*$", "").replace(':', '-'));
        pool.setJdbcUrl(url);
        pool.setUsername(config.user());
        pool.setPassword(config.password());
        pool.setMaximumPoolSize(config.connections());
        pool.setMinimumIdle(0);
        pool.setInitializationFailTimeout(-1);
        pool.setConnectionTimeout(CONNECT.toMillis());
        pool.setValidationTimeout(LOOK.toMillis());
        pool.setAutoCommit(false);
        // Otherwise the settings below are part of the first transaction, and gone when it is rolled back.
        pool.setIsolateInternalQueries(true);
        pool.setReadOnly(readOnly);
        pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        pool.setConnectionInitSql(
                "SET statement_timeout = " + config.statement().toMillis()
                        + "; SET idle_in_transaction_session_timeout = " + IDLE_IN_TRANSACTION.toMillis());
        Duration silence = config.statement().plus(LOOK);
        network(CONNECT, silence).forEach((name, value) -> pool.addDataSourceProperty((String) name, value));
        return new HikariDataSource(pool);
    }

    /** A connection beside the pools, for a look at a server. */
    static Connection look(DatabaseConfig config, String url) throws SQLException {
        Properties properties = network(LOOK, LOOK);
        properties.setProperty("user", config.user());
        properties.setProperty("password", config.password());
        return DriverManager.getConnection(url, properties);
    }

    private static Properties network(Duration connect, Duration silence) {
        Properties properties = new Properties();
        properties.setProperty("ApplicationName", "blackroad");
        properties.setProperty("connectTimeout", Long.toString(connect.toSeconds()));
        properties.setProperty("loginTimeout", Long.toString(connect.toSeconds()));
        properties.setProperty("socketTimeout", Long.toString(silence.toSeconds()));
        properties.setProperty("tcpKeepAlive", "true");
        return properties;
    }
}
