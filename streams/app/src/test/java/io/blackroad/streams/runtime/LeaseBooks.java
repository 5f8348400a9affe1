package io.blackroad.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.schema.FactReader;
import io.blackroad.schema.LeaseChanged;
import io.blackroad.schema.SchemaRegistry;
import io.blackroad.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Folds what a read-committed reader sees of the leases, in the order of the log, and fails at the first double grant and
 * the first card that is given away beyond its memory.
 */
final class LeaseBooks implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final FactReader<LeaseChanged> reader;
    private final long cardBytes;
    private final Map<String, LeaseChanged> held = new HashMap<>();
    private final Set<String> waiting = new HashSet<>();
    private final Map<String, Long> taken = new HashMap<>();
    private final Map<String, Long> epochs = new HashMap<>();
    private long granted;

    LeaseBooks(String bootstrapServers, SchemaRegistry registry, long cardBytes) {
        this.cardBytes = cardBytes;
        this.reader = new FactReader<>(registry, LeaseChanged.class);
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        TopicPartition only = new TopicPartition(Topics.LEASE_CHANGED.name(), 0);
        consumer.assign(List.of(only));
        consumer.seekToBeginning(List.of(only));
    }

    /** Reads on; how many grants were seen so far. */
    long poll() {
        consumer.poll(Duration.ofMillis(100)).forEach(record -> take(reader.read(record.value(), null)));
        return granted;
    }

    int held() {
        return held.size();
    }

    int waiting() {
        return waiting.size();
    }

    boolean holds(String key) {
        return held.containsKey(key);
    }

    private void take(LeaseChanged change) {
        String key = change.getAgentId() + "/" + change.getRequestId();
        switch (change.getChange()) {
            case QUEUED -> assertThat(waiting.add(key)).as(key).isTrue();
            case GRANTED -> grant(key, change);
            case RELEASED, EXPIRED -> end(key, change);
            case REJECTED, UNKNOWN -> throw new AssertionError(key + " is " + change.getChange());
        }
    }

    private void grant(String key, LeaseChanged change) {
        granted++;
        waiting.remove(key);
        assertThat(held.put(key, change)).as("%s is granted twice", key).isNull();
        String region = change.getNode().replaceFirst("-gpu-.*", "");
        assertThat(change.getLeaseEpoch()).as("epoch in %s", region).isGreaterThan(epochs.getOrDefault(region, 0L));
        epochs.put(region, change.getLeaseEpoch());
        for (int card : change.getCards()) {
            long sum = taken.merge(change.getNode() + "#" + card, change.getMemoryBytes(), Long::sum);
            assertThat(sum).as("card %s of %s", card, change.getNode()).isLessThanOrEqualTo(cardBytes);
        }
    }

    private void end(String key, LeaseChanged change) {
        LeaseChanged lease = held.remove(key);
        if (lease == null) {
            assertThat(waiting.remove(key)).as("%s ends and never began", key).isTrue();
            return;
        }
        assertThat(change.getLeaseEpoch()).isEqualTo(lease.getLeaseEpoch());
        lease.getCards().forEach(card -> taken.merge(lease.getNode() + "#" + card, -lease.getMemoryBytes(), Long::sum));
    }

    @Override
    public void close() {
        consumer.close();
    }
}
