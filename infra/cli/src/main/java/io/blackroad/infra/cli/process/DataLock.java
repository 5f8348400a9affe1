package io.blackroad.infra.cli.process;

import io.blackroad.infra.cli.CommandFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The data folder belongs to one {@code up} at a time. The lock goes with the process, even by kill -9. */
public final class DataLock implements AutoCloseable {
    private static final String NAME = "up.lock";

    /** Only the byte far behind the text is locked, so that others can read who holds it, on every system. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private final FileChannel channel;

    private DataLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the folder, which is made when it is missing.
     *
     * @throws CommandFailure if another process holds it, which is named, or it cannot be written
     */
    public static DataLock take(Path folder) {
        Path file = folder.resolve(NAME);
        try {
            Files.createDirectories(folder);
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (!isTaken(channel)) {
                channel.close();
                throw new CommandFailure("the data folder " + folder + " is in use by process " + holder(file)
                        + ": stop that one first, or choose another folder with --data DIR");
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            channel.force(false);
            return new DataLock(channel);
        } catch (IOException e) {
            throw new CommandFailure(
                    "cannot write in the data folder " + folder + " (" + e + "): choose another with --data DIR", e);
        }
    }

    /** The process that holds a folder; 0 when nobody does. */
    public static long holderOf(Path folder) {
        Path file = folder.resolve(NAME);
        if (!Files.exists(file)) {
            return 0;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return isTaken(channel) ? 0 : Long.parseLong(holder(file));
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }

    private static boolean isTaken(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static String holder(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.US_ASCII).strip();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new CommandFailure("cannot release the data folder: " + e.getMessage(), e);
        }
    }
}
