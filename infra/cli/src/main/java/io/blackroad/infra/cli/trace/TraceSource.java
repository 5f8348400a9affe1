package io.blackroad.infra.cli.trace;

import io.blackroad.infra.cli.CommandFailure;
import io.blackroad.producer.replay.TraceException;
import io.blackroad.producer.replay.TraceFormat;
import io.blackroad.producer.replay.TraceReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A trace and how to play it.
 *
 * @param file null for standard input
 * @param format how to read it
 * @param speed how many times faster than recorded
 * @param service service of requests that name none
 */
public record TraceSource(Path file, TraceFormat format, double speed, String service) {
    /** What stands for standard input. */
    static final String STANDARD_INPUT = "-";

    /**
     * Opens it and reads its head.
     *
     * @throws CommandFailure if it cannot be read or is of another format
     */
    TraceReader open() {
        try {
            return file == null ? TraceReader.of("standard input", System.in, format) : TraceReader.open(file, format);
        } catch (TraceException e) {
            throw new CommandFailure(e.getMessage(), e);
        }
    }

    /**
     * Reads the head of a plain file; what can be read only once, such as a pipe, is left alone.
     *
     * @throws CommandFailure if it cannot be read or is of another format
     */
    public void check() {
        if (file != null && Files.isRegularFile(file)) {
            open().close();
        }
    }

    /** About how long its text is; 0 where nobody knows before it is read. */
    long characters() {
        try {
            return file == null || file.toString().endsWith(".gz") || !Files.isRegularFile(file) ? 0 : Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }

    /** Whether a trace can be read from there; a pipe will do. */
    static boolean isFile(Path path) {
        return Files.isReadable(path) && !Files.isDirectory(path);
    }

    /** A speed that a trace can be played at. */
    static boolean isSpeed(double speed) {
        return speed > 0 && !Double.isInfinite(speed);
    }
}
