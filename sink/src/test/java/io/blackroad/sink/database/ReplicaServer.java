package io.blackroad.sink.database;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;

import io.blackroad.infra.stack.PostgresProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A streaming replica of a server on this machine, made as by hand:
 * https://www.postgresql.org/docs/17/continuous-archiving.html#BACKUP-LOWLEVEL-BASE-BACKUP
 */
final class ReplicaServer implements AutoCloseable {
    private final Path folder;
    private PostgresProcess process;

    private ReplicaServer(Path folder) {
        this.folder = folder;
    }

    static ReplicaServer of(PostgresProcess primary, Path primaryFolder, Path folder) throws IOException, SQLException {
        try (Connection connection =
                        DriverManager.getConnection(primary.jdbcUrl(), primary.user(), primary.password());
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_backup_start('replica', true)");
            copy(primaryFolder, folder);
            try (ResultSet label = statement.executeQuery("SELECT labelfile FROM pg_backup_stop(false)")) {
                label.next();
                Files.writeString(folder.resolve("data/backup_label"), label.getString(1));
            }
        }
        Files.writeString(
                folder.resolve("data/postgresql.auto.conf"),
                "primary_conninfo = 'host=127.0.0.1 port=" + primary.port() + " user=" + primary.user() + " password="
                        + primary.password() + "'\n");
        Files.createFile(folder.resolve("data/standby.signal"));
        ReplicaServer replica = new ReplicaServer(folder);
        replica.start(0);
        return replica;
    }

    String url() {
        return process.jdbcUrl();
    }

    int port() {
        return process.port();
    }

    void kill() {
        process.kill();
    }

    void stop() {
        process.close();
    }

    /** After an end, on the same port. */
    void restart() {
        start(process.port());
    }

    private void start(int port) {
        process = PostgresProcess.start(folder, port, Map.of("fsync", "off"), line -> {});
    }

    void execute(String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(process.jdbcUrl(), process.user(), process.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        process.close();
    }

    /** Everything but the log, which the replica fetches itself, and what names the running server. */
    private static void copy(Path from, Path to) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(from)) {
            files = all.filter(file -> !isLeftOut(from.relativize(file).toString()))
                    .toList();
        }
        for (Path file : files) {
            Files.copy(file, to.resolve(from.relativize(file).toString()), COPY_ATTRIBUTES);
        }
    }

    private static boolean isLeftOut(String file) {
        return file.matches("data/pg_wal/[0-9A-F]{24}.*|data/postmaster\\..*|data/pg_replslot/.+|.*\\.out");
    }
}
