package io.blackroad.sink.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.blackroad.infra.stack.PostgresProcess;
import io.blackroad.infra.stack.PostgresReplica;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A primary and two streaming replicas, all of them real servers. */
class ScaledDatabaseIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    private static PostgresProcess primary;
    private static final Map<String, String> NO_SYNC = Map.of("fsync", "off");

    private static PostgresReplica one;
    private static PostgresReplica two;
    private static ScaledDatabase database;

    @BeforeAll
    static void start() throws Exception {
        primary = startPrimary(0);
        one = PostgresReplica.of(primary, folder.resolve("primary"), folder.resolve("one"), NO_SYNC);
        two = PostgresReplica.of(primary, folder.resolve("primary"), folder.resolve("two"), NO_SYNC);
        database = new ScaledDatabase(DatabaseConfig.of(primary.jdbcUrl(), primary.user(), primary.password())
                .withReplicas(List.of(one.url(), two.url()), new ReplicaBound(8L << 20, Duration.ofSeconds(2))));
        write("CREATE TABLE numbers (number int)");
    }

    @AfterAll
    static void stop() {
        database.close();
        two.close();
        one.close();
        primary.close();
    }

    @BeforeEach
    void bothReplicasAreUsable() {
        awaitUsable(true, true);
    }

    @Test
    void readsGoToTheReplicasInTurnAndWritesToThePrimary() throws SQLException {
        List<Integer> ports = new ArrayList<>();
        for (int read = 0; read < 4; read++) {
            ports.add(database.read(ScaledDatabaseIT::port));
        }

        assertThat(new HashSet<>(ports)).isEqualTo(Set.of(one.port(), two.port()));
        assertThat(ports.get(0)).isEqualTo(ports.get(2)).isNotEqualTo(ports.get(1));
        assertThat(database.write(ScaledDatabaseIT::port)).isEqualTo(primary.port());
    }

    @Test
    void aReadWithAPositionSeesTheWriteBeforeIt() throws SQLException {
        Set<Integer> ports = new HashSet<>();
        for (int number = 1_000; number < 1_100; number++) {
            write("INSERT INTO numbers VALUES (" + number + ")");
            String where = "number = " + number;
            assertThat(count(database.position(), where)).isEqualTo(1);
        }
        Lsn position = database.position();
        await().atMost(LIMIT).until(() -> {
            ports.add(database.read(position, ScaledDatabaseIT::port));
            return ports.contains(one.port());
        });
    }

    @Test
    void aReplicaThatIsBehindIsLeftOutUntilItHasCaughtUp() throws SQLException {
        one.execute("SELECT pg_wal_replay_pause()");
        write("INSERT INTO numbers VALUES (1)");

        awaitUsable(false, true);
        ReplicaState paused = database.replicas().get(0);
        assertThat(paused.reason()).contains("ms behind the primary, allowed are 2000");
        assertThat(paused.bytesBehind()).isPositive();
        assertThat(portsOf(6)).containsOnly(two.port());
        assertThat(count(null, "number = 1")).isEqualTo(1);

        one.execute("SELECT pg_wal_replay_resume()");
        awaitUsable(true, true);
        assertThat(portsOf(6)).contains(one.port());
    }

    @Test
    void noReadFailsWhileReplicasAreKilledAndStopped() throws SQLException {
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Map<String, Integer>> reader = CompletableFuture.supplyAsync(() -> {
            int reads = 0;
            Set<Integer> ports = new HashSet<>();
            while (!done.get()) {
                try {
                    ports.add(database.read(ScaledDatabaseIT::port));
                    reads++;
                } catch (SQLException e) {
                    throw new IllegalStateException("read " + reads + " failed", e);
                }
            }
            return Map.of("reads", reads, "primary", ports.contains(primary.port()) ? 1 : 0);
        });
        one.kill();
        awaitUsable(false, true);
        two.stop();
        awaitUsable(false, false);
        assertThat(portsOf(4)).containsOnly(primary.port());
        one.restart();
        two.restart();
        awaitUsable(true, true);
        done.set(true);

        assertThat(reader.join().get("reads")).isGreaterThan(100);
        assertThat(reader.join()).containsEntry("primary", 1);
    }

    @Test
    void replicasServeOnWhileThePrimaryIsDown() throws SQLException {
        write("INSERT INTO numbers VALUES (3)");
        Lsn position = database.position();
        await().atMost(LIMIT).until(() -> database.replicas().stream().allMatch(state -> state.covers(position)));
        int port = primary.port();
        primary.kill();
        try {
            assertThatThrownBy(() -> write("INSERT INTO numbers VALUES (4)")).isInstanceOf(SQLException.class);
            assertThat(portsOf(4)).containsOnly(one.port(), two.port());
            assertThat(count(null, "number = 3")).isEqualTo(1);
        } finally {
            primary = startPrimary(port);
        }
        await().atMost(LIMIT).ignoreExceptions().untilAsserted(() -> write("INSERT INTO numbers VALUES (4)"));
    }

    @Test
    void readsWriteNothingNotEvenOnThePrimary() throws SQLException {
        Consumer<ScaledDatabase> refused = some -> assertThatThrownBy(() -> some.read(connection -> {
                    try (Statement statement = connection.createStatement()) {
                        return statement.executeUpdate("INSERT INTO numbers VALUES (5)");
                    }
                }))
                .hasMessageContaining("read-only transaction");
        refused.accept(database);
        try (ScaledDatabase alone =
                new ScaledDatabase(DatabaseConfig.of(primary.jdbcUrl(), primary.user(), primary.password()))) {
            refused.accept(alone);
            assertThat(alone.read(ScaledDatabaseIT::port)).isEqualTo(primary.port());
            alone.write(connection -> number(connection, "SELECT count(*) FROM numbers"));
        }
    }

    @Test
    void aServerThatIsNoReplicaIsNotReadFrom() {
        try (ScaledDatabase wrong =
                new ScaledDatabase(DatabaseConfig.of(primary.jdbcUrl(), primary.user(), primary.password())
                        .withReplicas(List.of(primary.jdbcUrl()), ReplicaBound.DEFAULT))) {
            await().atMost(LIMIT).until(() -> wrong.replicas().get(0).reason().equals("it is no replica"));
        }
    }

    private static PostgresProcess startPrimary(int port) {
        return PostgresProcess.start(
                folder.resolve("primary"), port, Map.of("fsync", "off", "wal_keep_size", "64MB"), line -> {});
    }

    private static void awaitUsable(boolean first, boolean second) {
        await().atMost(LIMIT)
                .until(() -> database.replicas().get(0).usable() == first
                        && database.replicas().get(1).usable() == second);
    }

    private static Set<Integer> portsOf(int reads) throws SQLException {
        Set<Integer> ports = new HashSet<>();
        for (int read = 0; read < reads; read++) {
            ports.add(database.read(ScaledDatabaseIT::port));
        }
        return ports;
    }

    private static void write(String sql) throws SQLException {
        database.write(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute(sql);
            }
        });
    }

    private static int count(Lsn position, String where) throws SQLException {
        return database.read(position, connection -> number(connection, "SELECT count(*) FROM numbers WHERE " + where));
    }

    private static int port(Connection connection) throws SQLException {
        return number(connection, "SELECT inet_server_port()");
    }

    private static int number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getInt(1);
        }
    }
}
