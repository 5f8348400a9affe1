package io.blackroad.producer.sdk;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.Metric;

/** How much of the producer's memory is free, as it tells in its own metric. */
final class FreeBuffer {
    private static final String METRIC = "buffer-available-bytes";

    private final Metric available;
    private final double reservedBytes;

    FreeBuffer(Producer<byte[], byte[]> producer, SendLimits limits) {
        this.available = producer.metrics().entrySet().stream()
                .filter(entry -> entry.getKey().name().equals(METRIC))
                .findFirst()
                .<Metric>map(entry -> entry.getValue())
                .orElse(null);
        this.reservedBytes = limits.bufferBytes() * (limits.metricReservePercent() / 100.0);
    }

    /** Whether a metric sample may go in; true for a producer that does not tell. */
    boolean hasRoomForMetrics() {
        return available == null || ((Number) available.metricValue()).doubleValue() > reservedBytes;
    }
}
