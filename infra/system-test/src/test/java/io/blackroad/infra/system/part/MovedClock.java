package io.blackroad.infra.system.part;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A clock that a process sees instead of the machine's, by libfaketime; what measures time that passes is left alone.
 *
 * <p>A JVM asks for the time many thousand times a second, so this is the library without locks, which takes a
 * microsecond where the other one takes thirty, and it looks into its file once a second. Its correction of waits on the
 * monotonic clock is off: with that clock left alone it makes every timed wait return at once, and the JVM spin.
 */
public final class MovedClock {
    private static final List<Path> LIBRARIES = List.of(
            Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1"),
            Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1"),
            Path.of("/usr/lib64/faketime/libfaketime.so.1"));

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
                "FAKETIME_CACHE_DURATION",
                "1",
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1",
                "FAKETIME_FORCE_MONOTONIC_FIX",
                "0",
                "NO_FAKE_STAT",
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
