package io.blackroad.infra.connect;

import io.blackroad.connect.ControlFile;
import io.blackroad.connect.TableComparison;
import io.blackroad.connect.TopicTables;
import io.blackroad.connect.capture.ConnectWorker;
import io.blackroad.connect.capture.ControlConnector;
import io.blackroad.connect.database.ControlDatabase;
import io.blackroad.connect.database.Seed;
import io.blackroad.connect.database.StoredTables;
import io.blackroad.infra.stack.BrokerProcess;
import io.blackroad.infra.stack.ConnectProcess;
import io.blackroad.infra.stack.PostgresProcess;
import io.blackroad.infra.stack.PostgresReplica;
import io.blackroad.infra.stack.RegistryProcess;
import io.blackroad.schema.RegistryClient;
import io.blackroad.schema.RegistrySettings;
import io.blackroad.topic.Partitions;
import io.blackroad.topic.TopicAdmin;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** Broker, registry, PostgreSQL and a Connect worker, all real; the last two can be killed and come back at their places. */
final class CaptureStack implements AutoCloseable {
    /** So little log is kept for a slot that a test can run out of it. */
    private static final Map<String, String> LITTLE_LOG =
            Map.of("max_slot_wal_keep_size", "64MB", "max_wal_size", "64MB");

    private final Path folder;
    private final BrokerProcess broker;
    private final RegistryProcess registryProcess;
    private PostgresProcess postgres;
    private ConnectProcess connect;

    final RegistryClient registry;

    CaptureStack(Path folder) throws Exception {
        this.folder = folder;
        broker = BrokerProcess.start(folder.resolve("broker"), 0, line -> {});
        registryProcess = RegistryProcess.start(folder.resolve("registry"), 0, line -> {});
        registry = new RegistryClient(RegistrySettings.of(registryProcess.url()));
        postgres = PostgresProcess.start(folder.resolve("postgres"), 0, LITTLE_LOG, line -> {});
        try (Admin admin = Admin.create(kafka())) {
            new TopicAdmin(admin, new Partitions(2, 1, (short) 1)).apply();
        }
        database().migrate();
        database().transaction(open -> Seed.fill(open, ControlFile.defaults(), Map.of()));
    }

    Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }

    ControlDatabase database() {
        return new ControlDatabase(postgres.jdbcUrl(), postgres.user(), postgres.password());
    }

    TopicTables topics() {
        return new TopicTables(Map.of("bootstrap.servers", broker.bootstrapServers()), registry);
    }

    List<TableComparison> compare() {
        return topics().compare(database().transaction(StoredTables::read));
    }

    boolean same() {
        return compare().stream().allMatch(TableComparison::same);
    }

    void startConnect() {
        startWorker();
        worker().put(ControlConnector.settings());
    }

    /** The worker knows its connector from before; only the first one must be told. */
    void startWorker() {
        connect = ConnectProcess.start(
                folder.resolve("connect"),
                0,
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                ControlConnector.environment(database(), registryProcess.url(), "", ""),
                line -> {});
    }

    ConnectProcess connect() {
        return connect;
    }

    ConnectWorker worker() {
        return new ConnectWorker(connect.url());
    }

    PostgresProcess postgres() {
        return postgres;
    }

    void startPostgresAgain() {
        int port = postgres.port();
        postgres.close();
        postgres = PostgresProcess.start(folder.resolve("postgres"), port, LITTLE_LOG, line -> {});
    }

    /** A standby that keeps the slot in step, as PostgreSQL 17 and newer can. */
    PostgresReplica standby() throws Exception {
        run("SELECT pg_create_physical_replication_slot('standby', true)");
        PostgresReplica standby = PostgresReplica.of(
                postgres,
                folder.resolve("postgres"),
                folder.resolve("standby"),
                Map.of(
                        "primary_slot_name", "standby",
                        "hot_standby_feedback", "on",
                        "sync_replication_slots", "on"));
        // What the standby has not got yet must not be read from the slot either.
        run("ALTER SYSTEM SET synchronized_standby_slots = 'standby'", "SELECT pg_reload_conf()");
        return standby;
    }

    /** The database is another server from now on; the one before is gone. */
    void failedOver(PostgresReplica promoted) {
        postgres.close();
        postgres = promoted.process();
    }

    /** Runs statements, each committed at once. */
    void run(String... statements) throws SQLException {
        try (Connection connection = database().open();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Override
    public void close() {
        if (connect != null) {
            connect.close();
        }
        postgres.close();
        registryProcess.close();
        broker.close();
    }
}
