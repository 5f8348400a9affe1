package io.blackroad.infra.system.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a process takes of its machine, as Linux tells it.
 *
 * @param residentBytes of its memory in RAM
 * @param handles files and sockets that it has open
 */
public record ProcessSize(long residentBytes, long handles) {
    private static final String RESIDENT = "VmRSS:";

    /** Empty when there is no such process. */
    public static Optional<ProcessSize> of(long pid) {
        Path process = Path.of("/proc", Long.toString(pid));
        try (Stream<String> status = Files.lines(process.resolve("status"));
                Stream<Path> open = Files.list(process.resolve("fd"))) {
            return status.filter(line -> line.startsWith(RESIDENT))
                    .map(line -> 1_024 * Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .map(bytes -> new ProcessSize(bytes, open.count()));
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }
}
