package io.blackroad.infra.stack;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/**
 * A streaming replica of a server on this machine, made as by hand:
 * https://www.postgresql.org/docs/17/continuous-archiving.html#BACKUP-LOWLEVEL-BASE-BACKUP
 */
public final class PostgresReplica implements AutoCloseable {
    private final Path folder;
    private final Map<String, String> settings;
    private PostgresProcess process;

    private PostgresReplica(Path folder, Map<String, String> settings) {
        this.folder = folder;
        this.settings = settings;
    }

    /**
     * Copies a running server and follows it.
     *
     * @param primaryFolder where the server that runs was started
     * @param folder where the replica keeps its own
     * @param settings of PostgreSQL by name, for the replica
     */
    public static PostgresReplica of(
            PostgresProcess primary, Path primaryFolder, Path folder, Map<String, String> settings)
            throws IOException, SQLException {
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
                        + primary.password() + " dbname=blackroad'\n");
        Files.createFile(folder.resolve("data/standby.signal"));
        PostgresReplica replica = new PostgresReplica(folder, settings);
        replica.start(0);
        return replica;
    }

    /** For JDBC. */
    public String url() {
        return process.jdbcUrl();
    }

    /** Its server: after a promotion one like any other. */
    public PostgresProcess process() {
        return process;
    }

    /** Where clients connect. */
    public int port() {
        return process.port();
    }

    /** As {@code kill -9} does. */
    public void kill() {
        process.kill();
    }

    /** In good order; {@link #restart} brings it back. */
    public void stop() {
        process.close();
    }

    /** After an end, on the same port. */
    public void restart() {
        start(process.port());
    }

    private void start(int port) {
        process = PostgresProcess.start(folder, port, settings, line -> {});
    }

    /** Runs a statement on it. */
    public void execute(String sql) throws SQLException {
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

    /**
     * Everything but the log, which the replica fetches itself, and what names the running server. It goes on working: what
     * it removes meanwhile is not missed, since the log from the backup's start on says what became of it.
     */
    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                return visitFile(folder, attributes);
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String name = from.relativize(file).toString();
                if (!isLeftOut(name)) {
                    try {
                        Files.copy(file, to.resolve(name), COPY_ATTRIBUTES);
                    } catch (NoSuchFileException gone) {
                        return FileVisitResult.CONTINUE;
                    }
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
    }

    private static boolean isLeftOut(String file) {
        return file.matches("data/pg_wal/[0-9A-F]{24}.*|data/postmaster\\..*|data/pg_replslot/.+|.*\\.out");
    }
}
