package io.blackroad.infra.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * A server of another process, waited for and ended.
 *
 * @param name what people call it
 * @param output the file with everything that it prints
 */
record ServerProcess(String name, Process process, Path output) {
    private static final int TAIL_LINES = 15;
    private static final Duration KILL_LIMIT = Duration.ofMinutes(1);

    /**
     * Returns when {@code ready} says so.
     *
     * @throws EndedEarlyException if the server ends first; the message ends with the last lines that it printed
     * @throws StackException if the limit passes; it is gone then, and the message ends in the same way
     */
    void await(BooleanSupplier ready, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (!ready.getAsBoolean()) {
            if (!process.isAlive()) {
                throw new EndedEarlyException(
                        "the " + name + " ended with exit code " + process.exitValue() + " while starting; " + tail());
            }
            if (System.nanoTime() > end) {
                kill();
                throw new StackException("the " + name + " did not answer within " + limit.toSeconds()
                        + " s and was stopped; " + tail());
            }
            Pause.brief();
        }
    }

    /** Ends it as kill -9 does, and waits until it is gone. */
    void kill() {
        process.destroyForcibly();
        awaitGone(KILL_LIMIT);
    }

    /** False if it still lives after the limit. An interrupt ends the server at once. */
    boolean awaitGone(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** The last lines that it printed, for a message. */
    String tail() {
        try (var lines = Files.lines(output, StandardCharsets.ISO_8859_1)) {
            List<String> all = lines.collect(Collectors.toList());
            String last = String.join("\n  ", all.subList(Math.max(0, all.size() - TAIL_LINES), all.size()));
            return "its last lines in " + output + ":\n  " + last;
        } catch (IOException e) {
            return "its output in " + output + " cannot be read: " + e.getMessage();
        }
    }
}
