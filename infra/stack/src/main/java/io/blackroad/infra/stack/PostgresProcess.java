package io.blackroad.infra.stack;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A PostgreSQL 17 server on 127.0.0.1 with logical decoding and little memory. Its folder carries it over restarts. It
 * runs as root too, and ends when this process ends, however that ends.
 */
public final class PostgresProcess implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
    private static final Duration CHILDREN_LIMIT = Duration.ofSeconds(5);
    private static final String DATABASE = "blackroad";

    /** Of PostgreSQL. A slot that nobody reads may not fill the disk: it is lost before, loudly. */
    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("listen_addresses", FreePort.HOST),
            Map.entry("unix_socket_directories", ""),
            Map.entry("wal_level", "logical"),
            Map.entry("max_connections", "60"),
            Map.entry("max_wal_senders", "8"),
            Map.entry("max_replication_slots", "8"),
            Map.entry("max_slot_wal_keep_size", "1GB"),
            Map.entry("max_wal_size", "256MB"),
            Map.entry("shared_buffers", "16MB"),
            Map.entry("max_worker_processes", "4"),
            Map.entry("max_parallel_workers", "0"),
            Map.entry("autovacuum_max_workers", "1"),
            Map.entry("jit", "off"),
            Map.entry("timezone", "UTC"),
            Map.entry("log_timezone", "UTC"));

    /**
     * Runs the server and stops it, the fast way, when standard input ends: when its parent wants that or is gone. An
     * interrupt typed at the terminal is left to the parent.
     */
    private static final String WATCH = """
            trap '' INT
            exec 3<&0 </dev/null
            "$@" 3<&- &
            server=$!
            (while read -r line <&3; do :; done; kill -INT "$server") &
            watch=$!
            wait "$server"
            code=$?
            kill "$watch" 2>/dev/null
            exit "$code"
            """;

    private final PostgresCluster cluster;
    private final ServerProcess server;
    private final int port;

    private PostgresProcess(PostgresCluster cluster, ServerProcess server, int port) {
        this.cluster = cluster;
        this.server = server;
        this.port = port;
    }

    /**
     * Starts it and waits until it answers. A new folder gets a new cluster with a database {@code blackroad}.
     *
     * @param folder data and log ({@code postgres.out}) of this server alone
     * @param port where clients connect; 0 takes a free one
     * @param progress told in a line what is waited for
     * @throws StackException if the port is taken, the folder in use, or there is no PostgreSQL for this machine
     */
    public static PostgresProcess start(Path folder, int port, Consumer<String> progress) {
        return start(folder, port, Map.of(), progress);
    }

    /**
     * The same with settings of PostgreSQL by name, which win over those of the class.
     *
     * @param settings as in {@code max_slot_wal_keep_size = 64MB}
     */
    public static PostgresProcess start(
            Path folder, int port, Map<String, String> settings, Consumer<String> progress) {
        PostgresCluster cluster = new PostgresCluster(folder.toAbsolutePath().normalize());
        cluster.awaitFree();
        int clientPort = FreePort.orFree(port, "PostgreSQL");
        progress.accept("starting PostgreSQL on " + FreePort.HOST + ":" + clientPort);
        Path program = PostgresProgram.home();
        List<String> prefix = PostgresAccount.prefix();
        cluster.create(program, prefix);
        Process process = launch(command(cluster, program, prefix, clientPort, settings), cluster);
        PostgresProcess postgres =
                new PostgresProcess(cluster, new ServerProcess("PostgreSQL", process, cluster.output()), clientPort);
        postgres.server.await(postgres::answers, START_LIMIT);
        postgres.createDatabase();
        return postgres;
    }

    /** Where the database {@code blackroad} is. */
    public String jdbcUrl() {
        return jdbcUrl(DATABASE);
    }

    /** Where a database is; {@code postgres} is always there. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://" + FreePort.HOST + ":" + port + "/" + database;
    }

    /** A superuser. */
    public String user() {
        return PostgresCluster.USER;
    }

    public String password() {
        return cluster.password();
    }

    public int port() {
        return port;
    }

    /** Of the server itself, not of the shell that watches over it. */
    public long pid() {
        return cluster.server()
                .map(ProcessHandle::pid)
                .orElseThrow(() -> new StackException("PostgreSQL is not running; " + server.tail()));
    }

    public boolean isAlive() {
        return server.process().isAlive();
    }

    /** Ends it as kill -9 of the server does, and waits until its own children have noticed. */
    public void kill() {
        ProcessHandle main = ProcessHandle.of(pid()).orElseThrow();
        List<ProcessHandle> children = main.descendants().toList();
        main.destroyForcibly();
        server.awaitGone(STOP_LIMIT);
        long end = System.nanoTime() + CHILDREN_LIMIT.toNanos();
        while (children.stream().anyMatch(ProcessHandle::isAlive) && System.nanoTime() < end) {
            Pause.brief();
        }
    }

    /** Ends it in good order; connections are cut, open transactions rolled back. */
    @Override
    public void close() {
        try {
            server.process().getOutputStream().close();
        } catch (IOException e) {
            // A broken pipe says that it is gone already.
        }
        if (!server.awaitGone(STOP_LIMIT)) {
            kill();
        }
    }

    private static List<String> command(
            PostgresCluster cluster, Path program, List<String> prefix, int port, Map<String, String> settings) {
        List<String> line = new ArrayList<>(PostgresAccount.ownSession());
        line.addAll(List.of("sh", "-c", WATCH, "postgres-watch"));
        line.addAll(prefix);
        line.add(program.resolve("bin/postgres").toString());
        line.addAll(List.of("-D", cluster.data().toString(), "-p", Integer.toString(port)));
        Map<String, String> all = new TreeMap<>(SETTINGS);
        all.putAll(settings);
        all.forEach((name, value) -> line.addAll(List.of("-c", name + "=" + value)));
        return line;
    }

    private static Process launch(List<String> command, PostgresCluster cluster) {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(cluster.output().toFile())
                    .start();
        } catch (IOException e) {
            throw new StackException("cannot start PostgreSQL in " + cluster.data() + ": " + e.getMessage(), e);
        }
    }

    private boolean answers() {
        try (Connection connection = connect()) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    private void createDatabase() {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet found =
                        statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'")) {
            if (!found.next() && !isStandby(connection)) {
                statement.execute("CREATE DATABASE " + DATABASE);
            }
        } catch (SQLException e) {
            close();
            throw new StackException("cannot create the database " + DATABASE + ": " + e.getMessage(), e);
        }
    }

    private static boolean isStandby(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery("SELECT pg_is_in_recovery()")) {
            return answer.next() && answer.getBoolean(1);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl("postgres"), user(), password());
    }
}
