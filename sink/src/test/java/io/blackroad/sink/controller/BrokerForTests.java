package io.blackroad.sink.controller;

import io.blackroad.infra.stack.BrokerProcess;
import io.blackroad.infra.stack.FreePort;
import io.blackroad.infra.stack.fault.Relay;
import io.blackroad.infra.stack.fault.RelayedListener;
import io.blackroad.topic.Partitions;
import io.blackroad.topic.Topic;
import io.blackroad.topic.TopicAdmin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** One broker for all tests of the module, ended with them. */
public final class BrokerForTests {
    private static final int PARTITIONS = 4;
    private static final Path FOLDER = TestFolder.create("controller-it");
    private static final Map<String, TopicLog> LOGS = new ConcurrentHashMap<>();
    private static final Relay NETWORK = network();
    private static BrokerProcess broker = started();

    private BrokerForTests() {}

    public static String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** For one whose network is to be spoilt. */
    static String relayedServers() {
        return "127.0.0.1:" + NETWORK.port();
    }

    /** Spoils or mends the network of all that started behind it. */
    static void line(Relay.Line line) {
        NETWORK.set(line);
    }

    /** Everything in a topic, what other tests wrote too. */
    public static List<ConsumerRecord<byte[], byte[]>> all(Topic<?> topic) {
        return LOGS.computeIfAbsent(topic.name(), name -> new TopicLog(bootstrapServers(), topic))
                .all();
    }

    /** kill -9, and a new one on the same data and port. */
    static void killAndRestart(Runnable between) {
        String port = bootstrapServers().substring(bootstrapServers().indexOf(':') + 1);
        broker.kill();
        between.run();
        broker = start(Integer.parseInt(port));
    }

    private static BrokerProcess start(int port) {
        return BrokerProcess.start(FOLDER, port, RelayedListener.behind(NETWORK), line -> {});
    }

    private static Relay network() {
        try {
            return new Relay(FreePort.find());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BrokerProcess started() {
        BrokerProcess started = start(0);
        Runtime.getRuntime().addShutdownHook(new Thread(BrokerForTests::end));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", started.bootstrapServers()))) {
            new TopicAdmin(admin, new Partitions(PARTITIONS, PARTITIONS, (short) 1)).apply();
            return started;
        }
    }

    private static void end() {
        LOGS.values().forEach(TopicLog::close);
        broker.close();
        NETWORK.close();
        TestFolder.remove(FOLDER);
    }
}
