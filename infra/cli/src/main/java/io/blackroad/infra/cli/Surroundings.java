package io.blackroad.infra.cli;

import io.blackroad.infra.cli.terminal.Progress;
import io.blackroad.infra.cli.terminal.Terminal;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The world as a command sees it, so that tests can give it another one.
 *
 * @param environment variables of the process
 * @param workingDirectory what relative paths are relative to
 * @param out data
 * @param err everything else
 * @param terminal which of the two a person watches
 * @param clock for ages, for the bounds of queries and for progress
 * @param zone of the times of day in {@code status}
 * @param pause waits between two polls
 */
public record Surroundings(
        Map<String, String> environment,
        Path workingDirectory,
        PrintWriter out,
        PrintWriter err,
        Terminal terminal,
        Clock clock,
        ZoneId zone,
        Pause pause) {

    /** Waits, or says that it is time to end. */
    @FunctionalInterface
    public interface Pause {
        /** False when the command should end instead of going on. */
        boolean waitFor(Duration duration);
    }

    /** Those of this process. */
    public static Surroundings ofProcess() {
        return new Surroundings(
                System.getenv(),
                Path.of("").toAbsolutePath(),
                new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true),
                new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true),
                Terminal.of(System.getProperty(Terminal.PROPERTY, ""), System.getenv()),
                Clock.systemUTC(),
                ZoneId.systemDefault(),
                Surroundings::sleep);
    }

    /** For whoever waits for a command, until it is closed. */
    public Progress progress() {
        return Progress.start(err, terminal.err(), clock::millis);
    }

    /** Does something that may take a while and cannot say how far it is. */
    public <T> T waiting(String what, Supplier<T> work) {
        try (Progress progress = progress()) {
            progress.at(what, 0, 0);
            return work.get();
        }
    }

    private static boolean sleep(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
