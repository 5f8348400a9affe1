package io.blackroad.client;

import io.blackroad.client.answer.Decision;
import io.blackroad.schema.FactReader;
import io.blackroad.schema.ScaleDecided;
import io.blackroad.schema.SchemaRegistryException;
import io.blackroad.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes decisions from Kafka as they are made. Only committed ones are seen, those of a target in the order of their
 * sequence, each at least once: a reader that goes on after a crash may see the last ones again, under the same ids.
 *
 * <pre>{@code
 * SchemaRegistry registry = RegistryClient.of(URI.create("http://127.0.0.1:8081/apis/ccompat/v7"));
 * DecisionSubscriptionConfig config = DecisionSubscriptionConfig.of("127.0.0.1:9092", registry)
 *         .from(Instant.EPOCH);
 * try (DecisionSubscription decisions = DecisionSubscription.open(config)) {
 *     for (Decision decision : decisions.poll(Duration.ofSeconds(5))) {
 *         System.out.println(decision.target() + " " + decision.direction() + ": " + decision.reason());
 *     }
 * }
 * }</pre>
 *
 * In a group each target belongs to one member, and what {@link #commit} says is done is not seen again:
 *
 * <pre>{@code
 * SchemaRegistry registry = RegistryClient.of(URI.create("http://127.0.0.1:8081/apis/ccompat/v7"));
 * DecisionSubscriptionConfig config = DecisionSubscriptionConfig.of("127.0.0.1:9092", registry)
 *         .from(Instant.EPOCH)
 *         .inGroup("my-audit");
 * try (DecisionSubscription decisions = DecisionSubscription.open(config)) {
 *     decisions.poll(Duration.ofSeconds(5)).stream()
 *             .filter(Decision::isOrder)
 *             .forEach(order -> System.out.println(order.target() + " should run " + order.toReplicas()));
 *     decisions.commit();
 * }
 * }</pre>
 *
 * Used by one thread. Whoever applies decisions needs more than this (a fence on the sequence, the validity end, an
 * answer): that is the controllers' loop.
 */
public final class DecisionSubscription implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DecisionSubscription.class);
    private static final String TOPIC = Topics.SCALE_DECIDED.name();
    private static final Duration REGISTRY_RETRY = Duration.ofSeconds(1);

    private final Consumer<byte[], byte[]> consumer;
    private final FactReader<ScaleDecided> reader;
    private final DecisionSubscriptionConfig config;
    private long skipped;

    DecisionSubscription(DecisionSubscriptionConfig config, Consumer<byte[], byte[]> consumer) {
        this.config = config;
        this.consumer = consumer;
        this.reader = new FactReader<>(config.registry(), ScaleDecided.class);
    }

    /**
     * Opens one. Without a group its place is taken then: what is decided after this returned will be seen.
     *
     * @throws org.apache.kafka.common.KafkaException if the broker does not answer or refuses
     */
    public static DecisionSubscription open(DecisionSubscriptionConfig config) {
        Map<String, Object> settings = new HashMap<>(config.kafka());
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, config.from() == null ? "latest" : "earliest");
        if (!config.group().isEmpty()) {
            settings.put(ConsumerConfig.GROUP_ID_CONFIG, config.group());
        }
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        DecisionSubscription subscription = new DecisionSubscription(config, consumer);
        try {
            subscription.begin();
            return subscription;
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    void begin() {
        if (!config.group().isEmpty()) {
            consumer.subscribe(List.of(TOPIC), new NewPartitions());
            return;
        }
        List<TopicPartition> partitions = consumer.partitionsFor(TOPIC).stream()
                .map(each -> new TopicPartition(TOPIC, each.partition()))
                .toList();
        consumer.assign(partitions);
        if (config.from() == null) {
            consumer.seekToEnd(partitions);
        } else {
            seek(partitions, config.from());
        }
        // Seeking is lazy; asking for the position is not.
        partitions.forEach(consumer::position);
    }

    private void seek(Collection<TopicPartition> partitions, Instant from) {
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, Math.max(0, from.toEpochMilli())));
        Map<TopicPartition, OffsetAndTimestamp> first = consumer.offsetsForTimes(times);
        for (TopicPartition partition : partitions) {
            OffsetAndTimestamp found = first.get(partition);
            if (found == null) {
                consumer.seekToEnd(List.of(partition));
            } else {
                consumer.seek(partition, found.offset());
            }
        }
    }

    /**
     * The next decisions, those of a target in their order; empty when none came in time. What is no decision is left out
     * and counted.
     *
     * @throws org.apache.kafka.common.KafkaException if the broker refuses, or the thread is interrupted
     */
    public List<Decision> poll(Duration longest) {
        List<Decision> decisions = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(longest)) {
            try {
                decisions.add(Decision.of(read(record)));
            } catch (SerializationException e) {
                skipped++;
                LOG.warn("left out {} {} at {}: {}", TOPIC, record.partition(), record.offset(), e.getMessage());
            }
        }
        return decisions;
    }

    /** While the registry cannot be asked the record may be good, so it waits. */
    private ScaleDecided read(ConsumerRecord<byte[], byte[]> record) {
        while (true) {
            try {
                return reader.read(record.value(), null);
            } catch (SchemaRegistryException e) {
                LOG.warn("waiting for the registry: {}", e.getMessage());
                pause();
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(REGISTRY_RETRY.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        }
    }

    /** Says that all that was returned is done: the group goes on behind it. Without a group nobody remembers. */
    public void commit() {
        if (!config.group().isEmpty()) {
            consumer.commitSync();
        }
    }

    /** Records that were no decisions. */
    public long skipped() {
        return skipped;
    }

    @Override
    public void close() {
        consumer.close();
    }

    /** A group that has committed nothing of a partition yet begins there at its time. */
    private final class NewPartitions implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            if (config.from() != null) {
                List<TopicPartition> fresh = new ArrayList<>(partitions);
                var committed = consumer.committed(Set.copyOf(partitions));
                fresh.removeIf(partition -> committed.get(partition) != null);
                seek(fresh, config.from());
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            // What was not committed is seen again by whoever has them next.
        }
    }
}
