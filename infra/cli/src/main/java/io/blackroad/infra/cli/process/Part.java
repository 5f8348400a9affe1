package io.blackroad.infra.cli.process;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Something that was started.
 *
 * @param name what people call it
 * @param pid its process; this one's when it has none of its own
 * @param failure why it ended by itself; empty while it runs
 * @param stop ends it in good order; returns when it is gone
 */
public record Part(String name, long pid, Supplier<Optional<String>> failure, Runnable stop) {

    /** A part inside this process. */
    public static Part here(String name, Supplier<Optional<String>> failure, Runnable stop) {
        return new Part(name, ProcessHandle.current().pid(), failure, stop);
    }

    /** A part that is a process of its own. */
    public static Part process(String name, long pid, BooleanSupplier alive, Runnable stop) {
        return new Part(
                name,
                pid,
                () -> alive.getAsBoolean() ? Optional.empty() : Optional.of("process " + pid + " is gone"),
                stop);
    }

    /** False once it has ended by itself. */
    public boolean isAlive() {
        return failure.get().isEmpty();
    }

    /** True when it is not inside this process. */
    public boolean hasProcess() {
        return pid != ProcessHandle.current().pid();
    }

    /** Says that it ended by itself, and why. */
    public String obituary() {
        return name + " ended by itself: " + failure.get().orElse("it runs");
    }
}
