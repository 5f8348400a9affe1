package io.blackroad.infra.stack;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A Redis server on 127.0.0.1, one database. It appends every write to a file before it answers, so that what it
 * acknowledged survives kill -9; power loss costs at most the last second. It ends when this JVM ends.
 */
public final class RedisProcess implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration GRACE = Duration.ofSeconds(10);

    /** How long a server whose parent died may take to end before its folder counts as occupied. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final int ANSWER_MILLISECONDS = 1_000;
    private static final int TAIL_LINES = 15;
    private static final String PID_FILE = "redis.pid";
    private static final String LOG_FILE = "redis.log";

    private final Path folder;
    private final int port;
    private final Process process;

    private RedisProcess(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    /**
     * Starts it and waits until it answers; a big data file takes its time.
     *
     * @param folder data and log ({@code redis.log}) of this server alone
     * @param port where clients connect; 0 takes a free one
     * @param progress told in a line what is waited for
     * @throws StackException if there is no program (see {@link RedisBinary}), the port is taken, the folder in use or it
     *     does not start
     */
    public static RedisProcess start(Path folder, int port, Consumer<String> progress) {
        Path program = RedisBinary.find().orElseThrow(() -> new StackException(RedisBinary.missing()));
        return start(program, folder, port, progress);
    }

    static RedisProcess start(Path program, Path folder, int port, Consumer<String> progress) {
        Path home = folder.toAbsolutePath().normalize();
        requireFree(home);
        int clientPort = FreePort.orFree(port, "Redis server");
        progress.accept("starting Redis on " + FreePort.HOST + ":" + clientPort);
        RedisProcess redis = new RedisProcess(home, clientPort, launch(program, home, clientPort));
        redis.await();
        return redis;
    }

    private static Process launch(Path program, Path home, int port) {
        try {
            Files.createDirectories(home);
            Path config = home.resolve("redis.conf");
            Files.write(config, settings(home, port));
            return ParentGuard.start(new ProcessBuilder(program.toString(), config.toString())
                    .directory(home.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(home.resolve("redis.out").toFile()));
        } catch (IOException e) {
            throw new StackException("cannot start Redis in " + home + ": " + e.getMessage(), e);
        }
    }

    private static List<String> settings(Path home, int port) {
        return List.of(
                "bind " + FreePort.HOST,
                "port " + port,
                "dir \"" + home + "\"",
                "pidfile \"" + home.resolve(PID_FILE) + "\"",
                "logfile \"" + home.resolve(LOG_FILE) + "\"",
                "daemonize no",
                "databases 1",
                "save \"\"",
                "appendonly yes",
                "appendfsync everysec",
                "jemalloc-bg-thread no",
                // A full memory must refuse writes: to forget silently is not to remember.
                "maxmemory-policy noeviction");
    }

    /** Two servers on one append-only file would ruin it, and Redis itself does not look. */
    private static void requireFree(Path home) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Optional<ProcessHandle> owner = owner(home);
        while (owner.isPresent()) {
            if (System.nanoTime() > end) {
                throw new StackException("the data folder " + home + " is in use by Redis process "
                        + owner.get().pid() + "; stop that one first or choose another folder");
            }
            Pause.brief();
            owner = owner(home);
        }
    }

    private static Optional<ProcessHandle> owner(Path home) {
        try {
            long pid = Long.parseLong(Files.readString(home.resolve(PID_FILE)).trim());
            return ProcessHandle.of(pid)
                    .filter(process -> process.info().command().orElse("").contains("-server"));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Where clients connect, as {@code host:port}. */
    public String address() {
        return FreePort.HOST + ":" + port;
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it as kill -9 does. */
    public void kill() {
        process.destroyForcibly();
        awaitGone(Duration.ofMinutes(1));
    }

    /** Ends it in good order. */
    @Override
    public void close() {
        process.destroy();
        if (!awaitGone(GRACE)) {
            kill();
        }
    }

    private boolean awaitGone(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void await() {
        long end = System.nanoTime() + START_LIMIT.toNanos();
        while (!answers()) {
            if (!process.isAlive()) {
                throw new StackException("Redis ended with exit code " + process.exitValue() + " while starting; "
                        + "its last lines in " + folder + ":\n  " + String.join("\n  ", lastLines()));
            }
            if (System.nanoTime() > end) {
                kill();
                throw new StackException("Redis in " + folder + " did not answer within " + START_LIMIT.toSeconds()
                        + " s and was stopped");
            }
            Pause.brief();
        }
    }

    /** While it reads its file it answers LOADING to everything. */
    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(FreePort.HOST, port), ANSWER_MILLISECONDS);
            socket.setSoTimeout(ANSWER_MILLISECONDS);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            return socket.getInputStream().read() == '+';
        } catch (IOException e) {
            return false;
        }
    }

    private List<String> lastLines() {
        for (String name : List.of(LOG_FILE, "redis.out")) {
            try {
                List<String> lines = Files.readAllLines(folder.resolve(name), StandardCharsets.ISO_8859_1);
                if (!lines.isEmpty()) {
                    return lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
                }
            } catch (IOException e) {
                // The other file may say more.
            }
        }
        return List.of("(nothing)");
    }
}
