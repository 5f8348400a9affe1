package io.blackroad.infra.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * A JVM started by this one, which ends when this one ends, however that ends (see {@link Child}). What it prints goes to
 * a file in its data folder. It is ended by its process id, never by name.
 */
public final class ChildJvm implements AutoCloseable {
    /** A server that takes longer to end in good order is ended in bad order. */
    private static final Duration GRACE = Duration.ofSeconds(20);

    private final ChildCommand command;
    private final ServerProcess server;

    private ChildJvm(ChildCommand command, Process process) {
        this.command = command;
        this.server = new ServerProcess(command.name(), process, command.output());
    }

    /**
     * Starts it and returns at once.
     *
     * @throws StackException if its folder is in use or cannot be written, or no JVM starts
     */
    public static ChildJvm start(ChildCommand command) {
        DataFolder.awaitFree(command.folder());
        try {
            Files.createDirectories(command.folder());
            ProcessBuilder builder = new ProcessBuilder(command.line());
            builder.environment().putAll(command.environment());
            builder.environment().put("CLASSPATH", command.classPath());
            builder.directory(command.folder().toFile());
            builder.redirectErrorStream(true);
            builder.redirectOutput(command.output().toFile());
            return new ChildJvm(command, builder.start());
        } catch (IOException e) {
            throw new StackException(
                    "cannot start the " + command.name() + " in " + command.folder() + ": " + e.getMessage(), e);
        }
    }

    /**
     * Starts one that may give up on a busy machine, and waits until {@code ready} says so; it is started once more when it
     * ended by itself.
     *
     * @param progress told when that happens
     * @throws StackException as {@link #await} does, of the second
     */
    static ChildJvm startTwice(ChildCommand command, BooleanSupplier ready, Duration limit, Consumer<String> progress) {
        ChildJvm first = start(command);
        try {
            first.await(ready, limit);
            return first;
        } catch (EndedEarlyException e) {
            progress.accept("the " + command.name() + " gave up; starting it once more");
            ChildJvm second = start(command);
            second.await(ready, limit);
            return second;
        }
    }

    /** Its process id. */
    public long pid() {
        return server.process().pid();
    }

    public boolean isAlive() {
        return server.process().isAlive();
    }

    /**
     * Returns when {@code ready} says so.
     *
     * @throws StackException if the child ends first or the limit passes; the child is gone then, and the message ends with
     *     the last lines that it printed
     */
    public void await(BooleanSupplier ready, Duration limit) {
        server.await(ready, limit);
    }

    /**
     * Waits for its end.
     *
     * @return the exit code
     * @throws TimeoutException if it still lives after the limit
     */
    public int awaitEnd(Duration limit) throws InterruptedException, TimeoutException {
        if (!server.process().waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new TimeoutException("the " + command.name() + " (process " + pid() + ") still runs after " + limit);
        }
        return server.process().exitValue();
    }

    /** The last lines that it printed, for an error. */
    public String tail() {
        return server.tail();
    }

    /** Ends it without a chance to clean up, as kill -9 does, and waits until it is gone. */
    public void kill() {
        server.kill();
    }

    /** Asks it to end, waits, and ends it hard when it does not listen. Does nothing when it is gone. */
    @Override
    public void close() {
        server.process().destroy();
        if (!server.awaitGone(GRACE)) {
            kill();
        }
    }
}
