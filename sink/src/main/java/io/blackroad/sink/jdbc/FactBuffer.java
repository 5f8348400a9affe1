package io.blackroad.sink.jdbc;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Facts that were read and wait to be written, oldest first. */
final class FactBuffer {
    private static final int RECORD_OVERHEAD_BYTES = 150;

    private final BatchPolicy policy;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private long bytes;

    private record Waiting(ConsumerRecord<byte[], byte[]> found, Instant since) {
        int bytes() {
            return RECORD_OVERHEAD_BYTES
                    + Math.max(0, found.serializedKeySize())
                    + Math.max(0, found.serializedValueSize());
        }
    }

    FactBuffer(BatchPolicy policy) {
        this.policy = policy;
    }

    void add(Iterable<ConsumerRecord<byte[], byte[]>> records, Instant now) {
        for (ConsumerRecord<byte[], byte[]> found : records) {
            Waiting added = new Waiting(found, now);
            waiting.add(added);
            bytes += added.bytes();
        }
    }

    /** True when a batch should be written: it is full, or its oldest fact has waited long enough. */
    boolean isDue(Instant now) {
        return waiting.size() >= policy.facts()
                || !waiting.isEmpty() && !now.isBefore(waiting.peek().since.plus(policy.linger()));
    }

    /** True when nothing more should be fetched. */
    boolean isFull() {
        return waiting.size() >= policy.waiting() || bytes >= policy.bytes();
    }

    /** Takes the oldest facts out. */
    List<ConsumerRecord<byte[], byte[]>> take() {
        List<ConsumerRecord<byte[], byte[]>> taken = new ArrayList<>();
        while (taken.size() < policy.facts() && !waiting.isEmpty()) {
            Waiting first = waiting.poll();
            bytes -= first.bytes();
            taken.add(first.found);
        }
        return taken;
    }

    /** Forgets what belongs to others now. */
    void drop(Collection<TopicPartition> partitions) {
        Set<TopicPartition> gone = Set.copyOf(partitions);
        waiting.removeIf(one -> gone.contains(Batch.partition(one.found)));
        bytes = waiting.stream().mapToLong(Waiting::bytes).sum();
    }
}
