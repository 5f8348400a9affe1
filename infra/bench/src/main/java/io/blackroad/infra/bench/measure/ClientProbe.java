package io.blackroad.infra.bench.measure;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.MetricsReporter;

/**
 * Sees the first records come in at a consumer inside Kafka Streams, which lets nobody else look. Kafka makes it by its
 * class name for each client, so what it sees is static: one pipeline a process at a time.
 */
public final class ClientProbe implements MetricsReporter {
    private static final List<KafkaMetric> READ = new CopyOnWriteArrayList<>();
    private static final long LOOK_NANOS = 2_000_000;

    /** Clients that read anything else than facts. */
    private static final List<String> OTHERS = List.of("global-consumer", "restore-consumer");

    /** Forgets the pipeline before. */
    public static void reset() {
        READ.clear();
    }

    /** Waits until the pipeline has read its first record, and gives the clocks of that moment. */
    public static Reading awaitFirstData() {
        while (READ.stream().noneMatch(metric -> ((Double) metric.metricValue()) > 0)) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return Reading.now();
    }

    @Override
    public void init(List<KafkaMetric> metrics) {
        metrics.forEach(this::metricChange);
    }

    @Override
    public void metricChange(KafkaMetric metric) {
        Map<String, String> tags = metric.metricName().tags();
        boolean total = metric.metricName().name().equals("records-consumed-total") && !tags.containsKey("topic");
        String client = tags.getOrDefault("client-id", "");
        if (total && OTHERS.stream().noneMatch(client::contains)) {
            READ.add(metric);
        }
    }

    @Override
    public void metricRemoval(KafkaMetric metric) {
        READ.remove(metric);
    }

    @Override
    public void close() {
        // Holds nothing.
    }

    @Override
    public void configure(Map<String, ?> settings) {
        // Needs nothing.
    }
}
