package io.blackroad.infra.cli;

import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;

/**
 * The world as a command sees it, so that tests can give it another one.
 *
 * @param environment variables of the process
 * @param workingDirectory what relative paths are relative to
 * @param out data
 * @param err everything else
 * @param clock for ages and for the bounds of queries
 * @param zone of the times of day in {@code status}
 * @param pause waits between two polls
 */
public record Surroundings(
        Map<String, String> environment,
        Path workingDirectory,
        PrintWriter out,
        PrintWriter err,
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
                Clock.systemUTC(),
                ZoneId.systemDefault(),
                Surroundings::sleep);
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
