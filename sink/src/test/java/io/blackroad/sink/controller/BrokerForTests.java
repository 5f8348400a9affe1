package io.blackroad.sink.controller;

import io.blackroad.infra.stack.BrokerProcess;
import io.blackroad.topic.Partitions;
import io.blackroad.topic.Topic;
import io.blackroad.topic.TopicAdmin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** One broker for all tests of the module, ended with them. */
public final class BrokerForTests {
    private static final int PARTITIONS = 4;
    private static final Path FOLDER = folder();
    private static BrokerProcess broker = started();

    private BrokerForTests() {}

    public static String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** Everything in a topic, what other tests wrote too. */
    public static List<ConsumerRecord<byte[], byte[]>> all(Topic<?> topic) {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers());
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(found -> new TopicPartition(topic.name(), found.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(found::add);
            }
            return found;
        }
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
