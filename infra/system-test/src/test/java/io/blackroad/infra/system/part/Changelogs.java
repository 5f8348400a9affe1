package io.blackroad.infra.system.part;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeLogDirsResult;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What stores are restored from, its compaction, which otherwise comes when nobody looks, and its beginning. */
public final class Changelogs {
    private static final String SUFFIX = "-changelog";
    private static final Duration POLL = Duration.ofMillis(100);

    private final String bootstrapServers;
    private long before;

    public Changelogs(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** From now on segments are closed after a moment, by whoever writes, and compacted soon after. */
    public void compactSoon() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            alter(
                    admin,
                    Map.of("segment.ms", "500", "min.cleanable.dirty.ratio", "0.001", "min.compaction.lag.ms", "0"));
        }
    }

    private static void alter(Admin admin, Map<String, String> settings) {
        List<AlterConfigOp> change = settings.entrySet().stream()
                .map(each ->
                        new AlterConfigOp(new ConfigEntry(each.getKey(), each.getValue()), AlterConfigOp.OpType.SET))
                .toList();
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
        for (String topic : get(admin.listTopics().names())) {
            if (topic.endsWith(SUFFIX)) {
                changes.put(new ConfigResource(ConfigResource.Type.TOPIC, topic), change);
            }
        }
        get(admin.incrementalAlterConfigs(changes).all());
    }

    /** Remembers how large they are. */
    public void measure() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            before = bytes(admin);
        }
    }

    /** How far each reaches. */
    public Map<TopicPartition, Long> ends() {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            return consumer.endOffsets(consumer.assignment());
        }
    }

    /**
     * Deletes the beginning of each, as far as later records say something newer of every key in it: whoever restores from
     * what is left has everything, and whoever goes on from an offset in what is gone must notice it.
     *
     * @return where those begin now whose beginning was moved
     */
    public Map<TopicPartition, Long> cutSuperseded() {
        Map<TopicPartition, Long> before;
        Map<TopicPartition, RecordsToDelete> superseded = new HashMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            before = consumer.beginningOffsets(consumer.assignment());
            newest(consumer)
                    .forEach((partition, keys) ->
                            superseded.put(partition, RecordsToDelete.beforeOffset(Collections.min(keys.values()))));
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            alter(admin, Map.of("cleanup.policy", "compact,delete", "retention.ms", "-1"));
            get(admin.deleteRecords(superseded).all());
        }
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            return consumer.beginningOffsets(consumer.assignment()).entrySet().stream()
                    .filter(begin -> begin.getValue() > before.get(begin.getKey()))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        }
    }

    /** The place of the newest committed record of each key. */
    private static Map<TopicPartition, Map<ByteBuffer, Long>> newest(KafkaConsumer<byte[], byte[]> consumer) {
        Map<TopicPartition, Map<ByteBuffer, Long>> newest = new HashMap<>();
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        consumer.seekToBeginning(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(POLL)
                    .forEach(record -> newest.computeIfAbsent(
                                    new TopicPartition(record.topic(), record.partition()), any -> new HashMap<>())
                            .put(ByteBuffer.wrap(record.key()), record.offset()));
        }
        return newest;
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(consumer.listTopics().entrySet().stream()
                .filter(topic -> topic.getKey().endsWith(SUFFIX))
                .flatMap(topic -> topic.getValue().stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList());
        return consumer;
    }

    /** Whether something of them has gone since they were measured. */
    public boolean isCompacted() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            return bytes(admin) < before;
        }
    }

    private static long bytes(Admin admin) {
        DescribeLogDirsResult folders = admin.describeLogDirs(List.of(1));
        return get(folders.allDescriptions()).values().stream()
                .flatMap(folder -> folder.values().stream())
                .flatMap(folder -> folder.replicaInfos().entrySet().stream())
                .filter(replica -> replica.getKey().topic().endsWith(SUFFIX))
                .mapToLong(replica -> replica.getValue().size())
                .sum();
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker refuses", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
