package io.blackroad.infra.stack;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * The data folder of one server. The server itself holds its lock, so the lock goes when the process goes, even by
 * kill -9, and two servers never write the same files. The file names its owner and the owner's parent.
 */
final class DataFolder {
    private static final String LOCK = "owner.lock";

    /** How long a server whose parent died may take to end before its folder counts as occupied. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Never closed: the lock stays until the process ends. */
    private static FileLock held;

    private DataFolder() {}

    /** Makes this process the owner until it ends. */
    static synchronized void claim(Path folder, long parent) {
        try {
            Files.createDirectories(folder);
            FileChannel channel = FileChannel.open(
                    folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            held = channel.tryLock(Long.MAX_VALUE - 1, 1, false);
            if (held == null) {
                throw new StackException(occupied(folder, owners(folder)));
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(
                    (ProcessHandle.current().pid() + " " + parent).getBytes(StandardCharsets.US_ASCII)));
        } catch (IOException e) {
            throw new StackException("cannot write in the data folder " + folder + ": " + e.getMessage(), e);
        }
    }

    /**
     * Returns when nobody owns the folder. An owner without a parent is about to end and is waited for.
     *
     * @throws StackException if a living parent keeps the owner; the message names folder and process
     */
    static void awaitFree(Path folder) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (isLocked(folder)) {
            long[] owners = owners(folder);
            boolean orphan = ProcessHandle.of(owners[1]).isEmpty();
            if (!orphan || System.nanoTime() > end) {
                throw new StackException(occupied(folder, owners));
            }
            Pause.brief();
        }
    }

    private static boolean isLocked(Path folder) {
        Path lock = folder.resolve(LOCK);
        if (!Files.exists(lock)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock free = channel.tryLock(Long.MAX_VALUE - 1, 1, false)) {
            return free == null;
        } catch (IOException e) {
            throw new StackException("cannot use the data folder " + folder + ": " + e.getMessage(), e);
        }
    }

    /** Process id of the owner and of its parent; 0 where the file does not say. */
    private static long[] owners(Path folder) {
        try {
            String[] ids = Files.readString(folder.resolve(LOCK)).trim().split(" ");
            return new long[] {Long.parseLong(ids[0]), ids.length > 1 ? Long.parseLong(ids[1]) : 0};
        } catch (IOException | NumberFormatException e) {
            return new long[] {0, 0};
        }
    }

    private static String occupied(Path folder, long[] owners) {
        return "the data folder " + folder.toAbsolutePath() + " is in use by process " + owners[0]
                + " (started by process " + owners[1] + "); stop that one first or choose another folder";
    }
}
