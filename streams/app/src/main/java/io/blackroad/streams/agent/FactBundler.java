package io.blackroad.streams.agent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Packs what each poll gives of the agent topics into bundles, between Kafka's consumer and Kafka Streams. A bundle ends
 * where a tick ends, so that facts of several topics still meet in the order of their ticks. Without it, or for records
 * that it left alone, everything works the same and slower.
 */
public final class FactBundler implements ConsumerInterceptor<byte[], byte[]> {

    /** Setting of the consumer: length of a tick in milliseconds. */
    public static final String TICK_MILLIS = "blackroad.tick.millis";

    private final Set<String> topics = new HashSet<>(AgentProcessor.topicNames());
    private long tickMillis = Long.MAX_VALUE;

    @Override
    public void configure(Map<String, ?> settings) {
        Object tick = settings.get(TICK_MILLIS);
        if (tick != null) {
            tickMillis = Long.parseLong(tick.toString());
        }
    }

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> packed = new HashMap<>();
        for (TopicPartition partition : records.partitions()) {
            List<ConsumerRecord<byte[], byte[]>> read = records.records(partition);
            packed.put(partition, topics.contains(partition.topic()) ? pack(read) : read);
        }
        return new ConsumerRecords<>(packed, records.nextOffsets());
    }

    private List<ConsumerRecord<byte[], byte[]>> pack(List<ConsumerRecord<byte[], byte[]>> facts) {
        List<ConsumerRecord<byte[], byte[]>> bundles = new ArrayList<>();
        int start = 0;
        long tick = tickOf(facts.get(0));
        for (int i = 1; i < facts.size(); i++) {
            long next = tickOf(facts.get(i));
            if (next != tick) {
                bundles.add(FactBundle.pack(facts.subList(start, i)));
                start = i;
                tick = next;
            }
        }
        bundles.add(FactBundle.pack(facts.subList(start, facts.size())));
        return bundles;
    }

    private long tickOf(ConsumerRecord<byte[], byte[]> fact) {
        return Math.floorDiv(fact.timestamp(), tickMillis);
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        // Commits are Kafka Streams' own affair.
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
