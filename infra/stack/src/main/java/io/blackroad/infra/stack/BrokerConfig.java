package io.blackroad.infra.stack;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/**
 * Settings of an embedded broker, which is a controller too, made to start quickly and to stay small. What is not said
 * here is Kafka's default.
 */
final class BrokerConfig {
    private static final Set<String> LISTENERS =
            Set.of("listeners", "advertised.listeners", "listener.security.protocol.map");

    private static final String PARTITIONS_OF_INTERNAL_TOPICS = "4";

    private BrokerConfig() {}

    /** Writes them and returns where. */
    static Path write(Path folder, int port, Seat seat, Map<String, String> more) throws IOException {
        Properties properties = new Properties();
        properties.putAll(quorum(folder, port, seat));
        properties.putAll(internalTopics(seat));
        properties.putAll(footprint());
        more.forEach((name, value) ->
                properties.merge(name, value, (own, added) -> LISTENERS.contains(name) ? own + "," + added : added));
        Path file = folder.resolve("server.properties");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            properties.store(out, "written at every start");
        }
        return file;
    }

    static Path logFolder(Path folder) {
        return folder.resolve("log");
    }

    private static Map<String, String> quorum(Path folder, int port, Seat seat) {
        String client = FreePort.HOST + ":" + port;
        String controller = FreePort.HOST + ":" + seat.controllerPort();
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(seat.node()));
        settings.put("controller.quorum.voters", seat.voters());
        settings.put("listeners", "CLIENT://" + client + ",CONTROLLER://" + controller);
        settings.put("advertised.listeners", "CLIENT://" + client);
        settings.put("listener.security.protocol.map", "CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("inter.broker.listener.name", "CLIENT");
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("log.dirs", logFolder(folder).toString());
        return settings;
    }

    private static Map<String, String> internalTopics(Seat seat) {
        Map<String, String> settings = new LinkedHashMap<>();
        String copies = Integer.toString(seat.copies());
        String inStep = Integer.toString(seat.copiesInStep());
        settings.put("default.replication.factor", copies);
        settings.put("min.insync.replicas", inStep);
        // Topics come from the catalogue; one made by a typing error would hide it.
        settings.put("auto.create.topics.enable", "false");
        settings.put("offsets.topic.num.partitions", PARTITIONS_OF_INTERNAL_TOPICS);
        settings.put("offsets.topic.replication.factor", copies);
        settings.put("transaction.state.log.num.partitions", PARTITIONS_OF_INTERNAL_TOPICS);
        settings.put("transaction.state.log.replication.factor", copies);
        settings.put("transaction.state.log.min.isr", inStep);
        // Readers of decisions wait behind the transaction of an instance that was killed. Kafka looks every 10 s by
        // default.
        settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "500");
        settings.put("share.coordinator.state.topic.num.partitions", "1");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("group.initial.rebalance.delay.ms", "0");
        // A stack that was off for weeks goes on where it stopped: as long as the longest kept topic.
        settings.put("offsets.retention.minutes", "129600");
        return settings;
    }

    private static Map<String, String> footprint() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("background.threads", "4");
        // Kafka takes 128 MB of heap for this by default; 8 MB still hold 300,000 keys a round.
        settings.put("log.cleaner.dedupe.buffer.size", "8388608");
        settings.put("log.cleaner.io.buffer.size", "262144");
        settings.put("log.index.size.max.bytes", "2097152");
        return settings;
    }
}
