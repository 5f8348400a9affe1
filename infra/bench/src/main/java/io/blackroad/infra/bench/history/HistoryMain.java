package io.blackroad.infra.bench.history;

import io.blackroad.infra.bench.workload.BenchRegistry;
import io.blackroad.sink.database.DatabaseConfig;
import io.blackroad.sink.jdbc.JdbcSink;
import io.blackroad.sink.jdbc.JdbcSinkConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;

/** Main class of the sink's process: {@code HistoryMain BOOTSTRAP URL USER}; the password is a system property. */
public final class HistoryMain {
    static final String PASSWORD = "blackroad.bench.password";

    private static final long LOOK_NANOS = 100_000_000;

    private HistoryMain() {}

    /** Runs until the process is ended, or the sink fails. */
    public static void main(String[] arguments) {
        DatabaseConfig database = DatabaseConfig.of(arguments[1], arguments[2], System.getProperty(PASSWORD));
        JdbcSink sink = new JdbcSink(
                JdbcSinkConfig.of(arguments[0], BenchRegistry.create(), database),
                new SimpleMeterRegistry(),
                InstantSource.system());
        sink.start();
        while (sink.failure().isEmpty()) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        sink.failure().get().printStackTrace();
        System.exit(1);
    }
}
