package io.blackroad.producer.gateway;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Finds out what became of attempts in doubt. When the broker answers again it may still have to work off what it was sent
 * before, so the end of the log counts only some time after its first answer; an attempt that is not in the log up to there
 * was not written.
 */
final class DoubtSettler {
    static final long CALM_NANOS = 1_000_000_000L;

    private final EventMemory memory;
    private final Consumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;
    private List<EventKey> doubts = List.of();
    private long answeredAt;
    private Map<TopicPartition, Long> ends;

    DoubtSettler(EventMemory memory, Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        this.memory = memory;
        this.consumer = consumer;
        this.partitions = partitions;
    }

    /** Does what can be done now; called again and again by the one thread that reads. */
    void step(long now) {
        try {
            if (doubts.isEmpty()) {
                begin(now);
            } else if (ends == null && now - answeredAt >= CALM_NANOS) {
                ends = endOffsets();
            } else if (ends != null && LogFollower.isBeyond(consumer, ends)) {
                memory.settle(doubts);
                doubts = List.of();
            }
        } catch (TimeoutException e) {
            // The broker is away: from its next answer on everything is found out anew.
            doubts = List.of();
        }
    }

    private void begin(long now) {
        List<EventKey> open = memory.inDoubt();
        if (!open.isEmpty()) {
            var unused = endOffsets();
            doubts = open;
            answeredAt = now;
            ends = null;
        }
    }

    private Map<TopicPartition, Long> endOffsets() {
        return consumer.endOffsets(partitions, LogFollower.ASK);
    }
}
