package io.blackroad.infra.stack;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Properties;

/** Settings of a Connect worker that may be alone, on a cluster of any size. */
final class ConnectConfig {
    private static final String GROUP = "blackroad-connect";
    private static final String FILE = "worker.properties";

    private ConnectConfig() {}

    /** Writes them where only the owner can read, since clients' settings may hold secrets. */
    static Path write(Path home, int port, Map<String, String> kafka) throws IOException {
        Path file = home.resolve(FILE);
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (Writer out = Files.newBufferedWriter(file, StandardOpenOption.WRITE)) {
            properties(port, kafka).store(out, null);
        }
        return file;
    }

    private static Properties properties(int port, Map<String, String> kafka) {
        Properties worker = new Properties();
        for (String prefix : new String[] {"", "producer.", "consumer.", "admin."}) {
            kafka.forEach((name, value) -> worker.setProperty(prefix + name, value));
        }
        worker.setProperty("group.id", GROUP);
        worker.setProperty("listeners", "http://" + FreePort.HOST + ":" + port);
        worker.setProperty("rest.advertised.host.name", FreePort.HOST);
        worker.setProperty("rest.advertised.port", Integer.toString(port));
        for (String store : new String[] {"config", "offset", "status"}) {
            worker.setProperty(store + ".storage.topic", GROUP + "-" + store);
            worker.setProperty(store + ".storage.replication.factor", "-1");
        }
        worker.setProperty("offset.storage.partitions", "1");
        worker.setProperty("status.storage.partitions", "1");
        worker.setProperty("key.converter", "org.apache.kafka.connect.json.JsonConverter");
        worker.setProperty("value.converter", "org.apache.kafka.connect.json.JsonConverter");
        // Rows and how far the log was read are one transaction: a worker killed in between repeats nothing.
        worker.setProperty("exactly.once.source.support", "enabled");
        worker.setProperty("offset.flush.interval.ms", "1000");
        worker.setProperty("task.shutdown.graceful.timeout.ms", "5000");
        // A worker killed and started again is missed soon and waited for by nobody.
        worker.setProperty("session.timeout.ms", "6000");
        worker.setProperty("heartbeat.interval.ms", "1500");
        worker.setProperty("scheduled.rebalance.max.delay.ms", "0");
        worker.setProperty("plugin.discovery", "service_load");
        worker.setProperty("connector.client.config.override.policy", "All");
        worker.setProperty("config.providers", "env");
        worker.setProperty(
                "config.providers.env.class", "org.apache.kafka.common.config.provider.EnvVarConfigProvider");
        worker.setProperty("config.providers.env.param.allowlist.pattern", "BLACKROAD_.*");
        return worker;
    }
}
