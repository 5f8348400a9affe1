package io.blackroad.infra.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL as the stack runs it: state over stop and kill, logical decoding, the ways in which it refuses. */
class PostgresProcessIT {
    @TempDir
    Path folder;

    @Test
    void keepsItsRowsOverStopAndKill() throws Exception {
        try (PostgresProcess postgres = start()) {
            run(postgres, "CREATE TABLE note(text text)");
            run(postgres, "INSERT INTO note VALUES ('before')");
        }
        try (PostgresProcess postgres = start()) {
            run(postgres, "INSERT INTO note VALUES ('after')");
            postgres.kill();
            assertThat(postgres.isAlive()).isFalse();
        }
        try (PostgresProcess postgres = start()) {
            assertThat(ask(postgres, "SELECT string_agg(text, ' ' ORDER BY text) FROM note"))
                    .isEqualTo("after before");
        }
    }

    @Test
    void decodesItsLog() throws Exception {
        try (PostgresProcess postgres =
                PostgresProcess.start(folder, 0, Map.of("max_slot_wal_keep_size", "64MB"), System.out::println)) {
            assertThat(ask(postgres, "SHOW wal_level")).isEqualTo("logical");
            assertThat(ask(postgres, "SHOW max_slot_wal_keep_size")).isEqualTo("64MB");
            assertThat(ask(postgres, "SELECT slot_name FROM pg_create_logical_replication_slot('s', 'pgoutput')"))
                    .isEqualTo("s");
        }
    }

    @Test
    void wrongPasswordIsRefused() {
        try (PostgresProcess postgres = start()) {
            assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), "guess"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password");
        }
    }

    @Test
    void takenPortAndOccupiedFolderAreNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = taken.getLocalPort();
            assertThatThrownBy(() -> PostgresProcess.start(folder, port, line -> {}))
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("port " + port)
                    .hasMessageContaining("PostgreSQL");
        }
        try (PostgresProcess postgres = start()) {
            assertThatThrownBy(this::start)
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining(folder.toString())
                    .hasMessageContaining("process " + postgres.pid());
        }
    }

    @Test
    void endsWhenItsParentIsKilled() throws Exception {
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-Dblackroad.root=" + System.getProperty("blackroad.root"),
                        "-cp",
                        ChildCommand.ownClassPath(),
                        Parent.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long child;
        try (BufferedReader out = parent.inputReader()) {
            child = Long.parseLong(out.readLine());
            assertThat(ProcessHandle.of(child)).isPresent();
        } finally {
            parent.destroyForcibly().waitFor();
        }
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(ProcessHandle.of(child).filter(ProcessHandle::isAlive))
                        .isEmpty());
        start().close();
    }

    /** Starts a server, says its process id and waits to be killed. */
    static final class Parent {
        public static void main(String[] arguments) throws InterruptedException {
            PostgresProcess postgres = PostgresProcess.start(Path.of(arguments[0]), 0, line -> {});
            System.out.println(postgres.pid());
            Thread.currentThread().join();
        }
    }

    private PostgresProcess start() {
        return PostgresProcess.start(folder, 0, System.out::println);
    }

    private static void run(PostgresProcess postgres, String sql) throws SQLException {
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(PostgresProcess postgres, String sql) throws SQLException {
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : null;
        }
    }

    private static Connection connect(PostgresProcess postgres) throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
    }
}
