package io.blackroad.infra.system.part;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A clock that a process sees instead of the machine's, by libfaketime; what measures time that passes is left alone. */
public final class MovedClock {
    private static final List<Path> LIBRARIES = List.of(
            Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"),
            Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1"),
            Path.of("/usr/lib64/faketime/libfaketimeMT.so.1"));

    private final Path library;
    private final Path file;

    private MovedClock(Path library, Path file) {
        this.library = library;
        this.file = file;
        set("+0");
    }

    /** A right clock so far. Skips the test, visibly, where the library is not installed. */
    public static MovedClock at(Path file) {
        List<Path> found = LIBRARIES.stream().filter(Files::exists).toList();
        assumeTrue(!found.isEmpty(), "libfaketime is not installed");
        return new MovedClock(found.get(0), file);
    }

    /** What the process is started with. */
    public Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD",
                library.toString(),
                "FAKETIME_TIMESTAMP_FILE",
                file.toString(),
                "FAKETIME_NO_CACHE",
                "1",
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1");
    }

    /** @param seconds how far from the true time, as in {@code +3600} */
    public void set(String seconds) {
        try {
            Files.writeString(file, seconds + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
