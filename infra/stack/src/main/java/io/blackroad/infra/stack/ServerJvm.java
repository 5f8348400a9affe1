package io.blackroad.infra.stack;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** A server in a JVM of its own: what all of them have is a process, and its end. */
public abstract sealed class ServerJvm implements AutoCloseable permits BrokerProcess, ConnectProcess, RegistryProcess {
    private final ChildJvm jvm;

    ServerJvm(ChildJvm jvm) {
        this.jvm = jvm;
    }

    /** Returns when {@code ready} says so, as {@link ChildJvm#await} does. */
    final void await(BooleanSupplier ready, Duration limit) {
        jvm.await(ready, limit);
    }

    /** Its process id. */
    public final long pid() {
        return jvm.pid();
    }

    public final boolean isAlive() {
        return jvm.isAlive();
    }

    /** Ends it as kill -9 does. */
    public final void kill() {
        jvm.kill();
    }

    /** Ends it in good order. */
    @Override
    public final void close() {
        jvm.close();
    }
}
