package io.blackroad.infra.cli.trace;

import io.blackroad.infra.cli.CommandFailure;
import io.blackroad.producer.replay.Requests;
import io.blackroad.producer.replay.TraceException;
import io.blackroad.producer.replay.TraceFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A trace and how to play it.
 *
 * @param files that began at the same time; none for standard input
 * @param format how to read it
 * @param speed how many times faster than recorded
 * @param service service of requests that name none
 */
public record TraceSource(List<Path> files, TraceFormat format, double speed, String service) {
    public TraceSource {
        files = List.copyOf(files);
    }

    /** What stands for standard input. */
    static final String STANDARD_INPUT = "-";

    /**
     * Opens it and reads its head.
     *
     * @throws CommandFailure if it cannot be read or is of another format
     */
    Requests open() {
        try {
            return files.isEmpty() ? Requests.of("standard input", System.in, format) : Requests.open(files, format);
        } catch (TraceException e) {
            throw new CommandFailure(e.getMessage(), e);
        }
    }

    /**
     * Reads the heads of plain files; what can be read only once, such as a pipe, is left alone.
     *
     * @throws CommandFailure if it cannot be read or is of another format
     */
    public void check() {
        if (!files.isEmpty() && files.stream().allMatch(Files::isRegularFile)) {
            open().close();
        }
    }

    /** About how long its text is; 0 where nobody knows before it is read. */
    long characters() {
        long all = 0;
        for (Path file : files) {
            if (file.toString().endsWith(".gz") || !Files.isRegularFile(file)) {
                return 0;
            }
            try {
                all += Files.size(file);
            } catch (IOException e) {
                return 0;
            }
        }
        return all;
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
