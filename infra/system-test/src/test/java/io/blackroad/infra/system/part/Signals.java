package io.blackroad.infra.system.part;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Signals to a process by its id. */
public final class Signals {
    private static final int LIMIT_SECONDS = 10;

    private Signals() {}

    /** It stands still as a whole, and does not know that it did. */
    public static void stop(long pid) {
        send("STOP", pid);
    }

    public static void goOn(long pid) {
        send("CONT", pid);
    }

    /** As an orchestrator ends it. */
    public static void terminate(long pid) {
        send("TERM", pid);
    }

    /** It gets no more address space: the limit is below what it has. */
    public static void limitMemory(long pid) {
        run("prlimit", "--pid", Long.toString(pid), "--as=1000000");
    }

    private static void send(String signal, long pid) {
        run("kill", "-" + signal, Long.toString(pid));
    }

    private static void run(String... command) {
        try {
            Process process = new ProcessBuilder(command).start();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " failed");
            }
        } catch (IOException e) {
            throw new IllegalStateException("this machine has no " + command[0] + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
