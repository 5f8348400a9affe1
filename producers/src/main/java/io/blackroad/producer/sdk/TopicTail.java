package io.blackroad.producer.sdk;

import io.blackroad.schema.FactReader;
import io.blackroad.schema.SchemaRegistryException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads topics from their end on, all partitions and without a group: for one process that acts on what is said from now
 * on, and on nothing of before. Uses a thread of its own, which ends only when it is closed: what fails is said as an error
 * and left out, and a broker that cannot be read is tried again.
 */
public final class TopicTail implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicTail.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(2);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final AgentClientConfig config;
    private final List<String> topics;
    private final String name;
    private final Consumer<byte[], byte[]> consumer;
    private final CompletableFuture<Void> positioned = new CompletableFuture<>();
    private Thread thread;

    /** Takes one record; may wait. A record for which it throws is left out. */
    @FunctionalInterface
    public interface Handler {
        /** Called for each record, in the order of its partition. */
        void handle(ConsumerRecord<byte[], byte[]> record) throws InterruptedException;
    }

    /**
     * A reader of topics at the broker of {@code config}.
     *
     * @param name what it is for, a part of the names of its thread and its client
     */
    public TopicTail(AgentClientConfig config, List<String> topics, String name) {
        this(config, topics, config.clientId() + "-" + name, consumer(config, config.clientId() + "-" + name));
    }

    /** @param name its full name */
    TopicTail(AgentClientConfig config, List<String> topics, String name, Consumer<byte[], byte[]> consumer) {
        this.config = config;
        this.topics = List.copyOf(topics);
        this.name = name;
        this.consumer = consumer;
    }

    private static Consumer<byte[], byte[]> consumer(AgentClientConfig config, String name) {
        Map<String, Object> settings = new HashMap<>(config.kafka());
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, name);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * Returns once everything that is written from now on will be handled.
     *
     * @throws IllegalStateException if the topics cannot be read
     */
    public void start(Handler handler) {
        thread = new Thread(() -> run(handler), name);
        thread.setDaemon(true);
        thread.start();
        try {
            positioned.get(config.limits().connectTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            close();
            throw new IllegalStateException(
                    String.join(", ", topics) + " at " + config.bootstrapServers() + " cannot be read: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw new IllegalStateException("interrupted while " + name + " was starting", e);
        }
    }

    private void run(Handler handler) {
        try (consumer) {
            seekToEnd();
            positioned.complete(null);
            while (true) {
                for (ConsumerRecord<byte[], byte[]> each : poll()) {
                    handle(handler, each);
                }
            }
        } catch (WakeupException | InterruptException | InterruptedException e) {
            LOG.debug("{} closes", name);
        } catch (RuntimeException e) {
            positioned.completeExceptionally(e);
        }
    }

    private ConsumerRecords<byte[], byte[]> poll() throws InterruptedException {
        while (true) {
            try {
                return consumer.poll(POLL);
            } catch (WakeupException | InterruptException e) {
                throw e;
            } catch (RuntimeException e) {
                LOG.error("{} cannot read {} and tries again", name, topics, e);
                TimeUnit.MILLISECONDS.sleep(RETRY.toMillis());
            }
        }
    }

    private void handle(Handler handler, ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
        try {
            handler.handle(record);
        } catch (WakeupException | InterruptException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error(
                    "{} leaves out what is at {}-{} offset {}: it failed",
                    name,
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e);
        }
    }

    private void seekToEnd() {
        List<TopicPartition> partitions = topics.stream()
                .map(consumer::partitionsFor)
                .flatMap(Collection::stream)
                .map(each -> new TopicPartition(each.topic(), each.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        // Seeking is lazy; asking for the position is not.
        partitions.forEach(consumer::position);
    }

    /**
     * Reads a value. While the registry cannot be asked the record may be good, so it waits.
     *
     * @throws org.apache.kafka.common.errors.SerializationException if it cannot be read
     */
    public static <T extends SpecificRecord> T read(FactReader<T> reader, byte[] value) throws InterruptedException {
        while (true) {
            try {
                return reader.read(value, null);
            } catch (SchemaRegistryException e) {
                LOG.warn("waiting for the registry: {}", e.getMessage());
                TimeUnit.MILLISECONDS.sleep(RETRY.toMillis());
            }
        }
    }

    @Override
    public void close() {
        if (thread == null) {
            consumer.close();
            return;
        }
        consumer.wakeup();
        try {
            thread.join(CLOSE_PATIENCE.toMillis());
            // It does not read but waits, for the registry or for somebody who takes nothing.
            thread.interrupt();
            thread.join(config.limits().closeTimeout().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
