package io.blackroad.infra.system.soak;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.OptionalLong;

/** What lives in the heap of a JVM: asking collects all of it, and stops the JVM meanwhile. */
public final class LiveHeap {
    private static final String TOTAL = "Total";
    private static final int BYTES = 2;

    private LiveHeap() {}

    /** Bytes of all objects that something refers to; empty when there is no such JVM, or it does not answer. */
    public static OptionalLong of(long pid) {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        ProcessBuilder asks = new ProcessBuilder(jcmd.toString(), Long.toString(pid), "GC.class_histogram");
        asks.redirectErrorStream(true);
        try {
            Process process = asks.start();
            try (BufferedReader lines = process.inputReader()) {
                return lines.lines()
                        .filter(line -> line.startsWith(TOTAL))
                        .mapToLong(line -> Long.parseLong(line.split("\\s+")[BYTES]))
                        .max();
            } finally {
                process.destroy();
            }
        } catch (IOException | UncheckedIOException e) {
            return OptionalLong.empty();
        }
    }
}
