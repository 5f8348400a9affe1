package io.blackroad.producer;

import static org.awaitility.Awaitility.await;

import io.blackroad.infra.stack.BrokerProcess;
import io.blackroad.schema.FactReader;
import io.blackroad.schema.InMemoryRegistry;
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
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A real broker with the agents' topics in a temporary folder, and all that was written to it. */
public final class RealBroker implements AutoCloseable {
    private static final int PARTITIONS = 4;
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final Path folder;
    private BrokerProcess process;

    public RealBroker() {
        try {
            folder = Files.createTempDirectory("producers-broker");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        process = BrokerProcess.start(folder, 0, line -> {});
        createMissing();
    }

    public String bootstrapServers() {
        return process.bootstrapServers();
    }

    public InMemoryRegistry registry() {
        return registry;
    }

    /** Makes the topics of the catalogue that are not there, and waits until everybody sees them. */
    public void createMissing() {
        try (Admin admin = admin()) {
            new TopicAdmin(admin, new Partitions(PARTITIONS, 1, (short) 1)).apply();
        }
    }

    /** Deletes a topic, and waits until nobody sees it. */
    public void delete(Topic<?> topic) {
        try (Admin admin = admin()) {
            admin.deleteTopics(List.of(topic.name())).all().get();
            await().atMost(PATIENCE)
                    .until(() -> !admin.listTopics().names().get().contains(topic.name()));
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", bootstrapServers()));
    }

    /** Kills the broker as a crash does and starts it again on the same data and port. */
    public void crashAndRestart() {
        int port = Integer.parseInt(bootstrapServers().split(":")[1]);
        kill();
        restart(port);
    }

    /** Kills the broker as a crash does. */
    public void kill() {
        process.kill();
    }

    /** Stops the broker's clock, as a machine without time for it does. */
    public void standStill() {
        signal("-STOP");
    }

    /** Lets it go on. */
    public void goOn() {
        signal("-CONT");
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Starts a killed broker again on the same data. */
    public void restart(int port) {
        process = BrokerProcess.start(folder, port, line -> {});
    }

    /** Every fact of a topic so far, by partition in the order of their offsets. */
    public <V extends SpecificRecord> List<V> facts(Topic<V> topic) {
        FactReader<V> reader = new FactReader<>(registry, topic.type());
        return records(topic).stream()
                .map(record -> reader.read(record.value(), null))
                .toList();
    }

    /** The same as bytes, with their headers. */
    public List<ConsumerRecord<byte[], byte[]>> records(Topic<?> topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(each -> new TopicPartition(each.topic(), each.partition()))
                    .toList();
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(records::add);
            }
        }
        return records;
    }

    @Override
    public void close() {
        process.close();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
