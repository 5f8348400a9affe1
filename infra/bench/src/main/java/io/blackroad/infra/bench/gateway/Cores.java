package io.blackroad.infra.bench.gateway;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Keeps a process on one core, and others off it, where the machine has Linux's taskset and a core to spare. */
final class Cores {
    private static final int SECONDS = 5;

    private Cores() {}

    /** Puts {@code measured} on the first core and the others on all others; false where that cannot be done. */
    static boolean part(long measured, long... others) {
        int cores = Runtime.getRuntime().availableProcessors();
        if (cores < 2 || !taskset("0", measured)) {
            return false;
        }
        for (long other : others) {
            if (!taskset("1-" + (cores - 1), other)) {
                return false;
            }
        }
        return true;
    }

    /** Lets a process run on all cores again. */
    static void free(long pid) {
        taskset("0-" + (Runtime.getRuntime().availableProcessors() - 1), pid);
    }

    private static boolean taskset(String cores, long pid) {
        try {
            Process process = new ProcessBuilder("taskset", "-acp", cores, Long.toString(pid))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
