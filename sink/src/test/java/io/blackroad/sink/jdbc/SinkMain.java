package io.blackroad.sink.jdbc;

import io.blackroad.infra.stack.ChildCommand;
import io.blackroad.infra.stack.ChildJvm;
import io.blackroad.sink.controller.RegistryForTests;
import io.blackroad.sink.database.DatabaseConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** The sink in a process of its own, to be killed. */
public final class SinkMain {
    private SinkMain() {}

    static ChildJvm start(Path folder, String brokers, DatabaseConfig database, String name, String member) {
        return ChildJvm.start(new ChildCommand(
                member,
                folder,
                List.of("-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                ChildCommand.ownClassPath(),
                SinkMain.class.getName(),
                List.of(brokers, database.url(), database.user(), database.password(), name, member)));
    }

    /** Runs until its parent is gone or somebody kills it. A member with a name is back at once after a kill. */
    public static void main(String[] arguments) throws InterruptedException {
        DatabaseConfig database = DatabaseConfig.of(arguments[1], arguments[2], arguments[3]);
        String member = arguments[5];
        JdbcSinkConfig config = JdbcSinkConfig.of(arguments[0], RegistryForTests.REGISTRY, database)
                .withName(arguments[4])
                .withBatch(new BatchPolicy(200, Duration.ofMillis(10), 1 << 20))
                .withClient(
                        member.startsWith("static")
                                ? Map.of("group.instance.id", member, "session.timeout.ms", "30000")
                                : Map.of("session.timeout.ms", "6000"));
        JdbcSink sink = new JdbcSink(config, new SimpleMeterRegistry(), InstantSource.system());
        sink.start();
        while (sink.failure().isEmpty()) {
            Thread.sleep(100);
        }
        System.exit(1);
    }
}
