package io.blackroad.streams.runtime;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/** How far stores are restored from their changelogs. */
final class RestoreMeters implements StateRestoreListener {
    private final Map<TopicPartition, Long> remaining = new ConcurrentHashMap<>();
    private final Counter restored;

    RestoreMeters(MeterRegistry meters) {
        Gauge.builder("blackroad.restore.remaining.records", remaining, RestoreMeters::sum)
                .description("Changelog records still to be read before the stores of this instance are complete.")
                .register(meters);
        Gauge.builder("blackroad.restore.stores", remaining, Map::size)
                .description("Store partitions that are being restored.")
                .register(meters);
        restored = Counter.builder("blackroad.restored.records")
                .description("Changelog records read into stores.")
                .register(meters);
    }

    private static double sum(Map<TopicPartition, Long> remaining) {
        return remaining.values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public void onRestoreStart(TopicPartition partition, String store, long startingOffset, long endingOffset) {
        remaining.put(partition, Math.max(0, endingOffset - startingOffset));
    }

    @Override
    public void onBatchRestored(TopicPartition partition, String store, long batchEndOffset, long numRestored) {
        restored.increment(numRestored);
        remaining.computeIfPresent(partition, (same, left) -> Math.max(0, left - numRestored));
    }

    @Override
    public void onRestoreEnd(TopicPartition partition, String store, long totalRestored) {
        remaining.remove(partition);
    }

    @Override
    public void onRestoreSuspended(TopicPartition partition, String store, long totalRestored) {
        remaining.remove(partition);
    }
}
