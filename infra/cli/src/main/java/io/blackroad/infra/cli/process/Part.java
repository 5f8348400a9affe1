package io.blackroad.infra.cli.process;

import java.util.function.BooleanSupplier;

/**
 * Something that {@code up} started.
 *
 * @param name what people call it
 * @param pid its process; this one's when it has none of its own
 * @param alive false once it has ended by itself
 * @param stop ends it in good order; returns when it is gone
 */
public record Part(String name, long pid, BooleanSupplier alive, Runnable stop) {

    /** A part inside this process. */
    public static Part here(String name, BooleanSupplier alive, Runnable stop) {
        return new Part(name, ProcessHandle.current().pid(), alive, stop);
    }

    /** False once it has ended by itself. */
    public boolean isAlive() {
        return alive.getAsBoolean();
    }

    /** True when it is not inside this process. */
    public boolean hasProcess() {
        return pid != ProcessHandle.current().pid();
    }
}
