package io.blackroad.infra.stack.fault;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** A command that changes the machine: a mount, a rule of the packet filter. Not every machine and user has it. */
public final class MachineCommand {
    private static final int LIMIT_SECONDS = 20;

    private MachineCommand() {}

    /** Runs it; false where it is not there, is not allowed, or takes too long. */
    public static boolean succeeds(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
