package io.blackroad.sink.controller;

import io.blackroad.infra.stack.BrokerProcess;
import io.blackroad.topic.Topic;
import io.blackroad.topic.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** One broker for all tests of the module, ended with them. */
final class BrokerForTests {
    private static final int PARTITIONS = 4;
    private static final Path FOLDER = folder();
    private static BrokerProcess broker = started();

    private BrokerForTests() {}

    static String bootstrapServers() {
        return broker.bootstrapServers();
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
        List<NewTopic> topics = Stream.of(Topics.SCALE_DECIDED, Topics.SCALE_APPLIED, Topics.DEAD_LETTER)
                .map(Topic::name)
                .map(name -> new NewTopic(name, PARTITIONS, (short) 1))
                .toList();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", started.bootstrapServers()))) {
            admin.createTopics(topics).all().get();
            return started;
        } catch (ExecutionException | InterruptedException e) {
            started.close();
            throw new IllegalStateException(e);
        }
    }

    private static void end() {
        broker.close();
        try (Stream<Path> files = Files.walk(FOLDER)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("controller-it");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
