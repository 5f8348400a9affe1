package io.blackroad.sink.controller;

import io.blackroad.infra.stack.BrokerProcess;
import io.blackroad.topic.Partitions;
import io.blackroad.topic.Topic;
import io.blackroad.topic.TopicAdmin;
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
    private static BrokerProcess broker = started();

    private BrokerForTests() {}

    public static String bootstrapServers() {
        return broker.bootstrapServers();
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
        broker = BrokerProcess.start(FOLDER, Integer.parseInt(port), line -> {});
    }

    private static BrokerProcess started() {
        BrokerProcess started = BrokerProcess.start(FOLDER, 0, line -> {});
        Runtime.getRuntime().addShutdownHook(new Thread(BrokerForTests::end));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", started.bootstrapServers()))) {
            new TopicAdmin(admin, new Partitions(PARTITIONS, PARTITIONS, (short) 1)).apply();
            return started;
        }
    }

    private static void end() {
        LOGS.values().forEach(TopicLog::close);
        broker.close();
        TestFolder.remove(FOLDER);
    }
}
