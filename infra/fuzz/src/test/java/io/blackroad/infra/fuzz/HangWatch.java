package io.blackroad.infra.fuzz;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Ends the process when one input takes too much of a processor, and leaves that input in a file. Time on the wall, which is
 * what Jazzer itself goes by, says nothing on a busy machine.
 */
final class HangWatch {
    private static final long LIMIT_NANOS = Duration.ofSeconds(10).toNanos();
    private static final long LOOK_MILLISECONDS = 1_000;
    private static final int HANG = 70;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private volatile byte[] current;

    /** @param worker who takes the inputs */
    void start(Thread worker, String file) {
        Thread watch = new Thread(() -> watch(worker, Path.of(file)), "hang-watch");
        watch.setDaemon(true);
        watch.start();
    }

    /** The worker begins with the next input, a new array each time. */
    void begins(byte[] input) {
        current = input;
    }

    private void watch(Thread worker, Path file) {
        byte[] seen = null;
        long since = 0;
        while (true) {
            byte[] input = current;
            long used = threads.getThreadCpuTime(worker.getId());
            if (input != seen) {
                seen = input;
                since = used;
            } else if (input != null && used - since > LIMIT_NANOS) {
                end(worker, input, file);
            }
            try {
                Thread.sleep(LOOK_MILLISECONDS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static void end(Thread worker, byte[] input, Path file) {
        Throwable where = new Throwable("hangs");
        where.setStackTrace(worker.getStackTrace());
        System.err.print("== Java Exception: ");
        where.printStackTrace();
        try {
            Files.write(file, input);
        } catch (IOException e) {
            e.printStackTrace();
        }
        Runtime.getRuntime().halt(HANG);
    }
}
