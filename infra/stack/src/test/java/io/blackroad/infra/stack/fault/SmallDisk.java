package io.blackroad.infra.stack.fault;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system of a few megabytes, which can be filled to the last byte. Only root can make one. */
public final class SmallDisk implements AutoCloseable {
    private static final String FILLER = "filler";

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** Skips the test, visibly, where it cannot be had. */
    public static SmallDisk mount(Path folder, int megabytes) throws IOException {
        Files.createDirectories(folder);
        assumeTrue(
                MachineCommand.succeeds(
                        "mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString()),
                "this user may not mount a file system");
        return new SmallDisk(folder);
    }

    public Path folder() {
        return folder;
    }

    /** No byte more can be written afterwards. */
    public void fill() {
        byte[] block = new byte[4_096];
        try (OutputStream out = Files.newOutputStream(folder.resolve(FILLER))) {
            while (true) {
                out.write(block);
            }
        } catch (IOException e) {
            // Full.
        }
    }

    public void free() {
        try {
            Files.deleteIfExists(folder.resolve(FILLER));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Lazily, since a process that was killed may hold a file for a moment longer. */
    @Override
    public void close() {
        MachineCommand.succeeds("umount", "-l", folder.toString());
    }
}
