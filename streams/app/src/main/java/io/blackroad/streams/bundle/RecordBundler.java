package io.blackroad.streams.bundle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Packs what each poll gives of some topics into bundles, between Kafka's consumer and Kafka Streams. Where records of
 * several topics are to meet in the order of their ticks, a bundle ends where a tick ends. Without this, or for records
 * that it left alone, everything works the same and slower.
 */
public final class RecordBundler implements ConsumerInterceptor<byte[], byte[]> {

    /** Setting of the consumer: topics whose bundles end with a tick, separated by commas. */
    public static final String TICKED_TOPICS = "blackroad.bundle.ticked.topics";

    /** Setting of the consumer: topics whose bundles hold whatever a poll gives, separated by commas. */
    public static final String WHOLE_TOPICS = "blackroad.bundle.whole.topics";

    /** Setting of the consumer: length of a tick in milliseconds. */
    public static final String TICK_MILLIS = "blackroad.bundle.tick.millis";

    private Set<String> ticked = Set.of();
    private Set<String> whole = Set.of();
    private long tickMillis = 1;

    @Override
    public void configure(Map<String, ?> settings) {
        ticked = Set.of(settings.get(TICKED_TOPICS).toString().split(","));
        whole = Set.of(settings.get(WHOLE_TOPICS).toString().split(","));
        tickMillis = Long.parseLong(settings.get(TICK_MILLIS).toString());
    }

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> packed = new HashMap<>();
        for (TopicPartition partition : records.partitions()) {
            // A copy, because what the client gives is a list behind a list, which three loops would pay for.
            List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>(records.records(partition));
            packed.put(partition, pack(partition.topic(), read));
        }
        return new ConsumerRecords<>(packed, records.nextOffsets());
    }

    private List<ConsumerRecord<byte[], byte[]>> pack(String topic, List<ConsumerRecord<byte[], byte[]>> records) {
        if (whole.contains(topic)) {
            return List.of(RecordBundle.pack(records));
        }
        return ticked.contains(topic) ? packByTick(records) : records;
    }

    private List<ConsumerRecord<byte[], byte[]>> packByTick(List<ConsumerRecord<byte[], byte[]>> records) {
        List<ConsumerRecord<byte[], byte[]>> bundles = new ArrayList<>();
        int start = 0;
        long tick = tickOf(records.get(0));
        for (int i = 1; i < records.size(); i++) {
            long next = tickOf(records.get(i));
            if (next != tick) {
                bundles.add(RecordBundle.pack(new ArrayList<>(records.subList(start, i))));
                start = i;
                tick = next;
            }
        }
        boolean uncut = start == 0;
        bundles.add(RecordBundle.pack(uncut ? records : new ArrayList<>(records.subList(start, records.size()))));
        return bundles;
    }

    private long tickOf(ConsumerRecord<byte[], byte[]> record) {
        return Math.floorDiv(record.timestamp(), tickMillis);
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
