package io.blackroad.infra.bench.measure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Makes consumers of whole topics, outside any group. Where they begin is their owner's to say. */
public final class TopicReader {
    /** What readers of results see. */
    public static final String COMMITTED = "read_committed";

    /** What was appended, committed or not. */
    public static final String APPENDED = "read_uncommitted";

    private TopicReader() {}

    /**
     * One that has every partition of the topics.
     *
     * @throws IllegalArgumentException if there is no such topic; nothing would be read for ever
     */
    public static KafkaConsumer<byte[], byte[]> of(String bootstrapServers, String isolation, String... topics) {
        return of(bootstrapServers, Map.of(), isolation, topics);
    }

    /** @param client further settings, as security needs them */
    public static KafkaConsumer<byte[], byte[]> of(
            String bootstrapServers, Map<String, String> client, String isolation, String... topics) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : topics) {
            List<PartitionInfo> found = consumer.partitionsFor(topic);
            if (found.isEmpty()) {
                consumer.close();
                throw new IllegalArgumentException("no topic is called " + topic);
            }
            found.forEach(partition -> partitions.add(new TopicPartition(topic, partition.partition())));
        }
        consumer.assign(partitions);
        return consumer;
    }
}
