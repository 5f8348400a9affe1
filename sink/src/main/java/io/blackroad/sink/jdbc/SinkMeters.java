package io.blackroad.sink.jdbc;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The sink's metrics. Each process speaks for the partitions that it holds: sum over processes. */
final class SinkMeters {
    private static final String PREFIX = "blackroad.sink.";

    private final MeterRegistry meters;
    private final String sink;
    private final DistributionSummary batches;
    private final Timer writes;
    private final Counter retries;
    private final Map<String, AtomicLong> lags = new ConcurrentHashMap<>();

    SinkMeters(MeterRegistry meters, String sink) {
        this.meters = meters;
        this.sink = sink;
        this.batches = DistributionSummary.builder(PREFIX + "batch.facts")
                .description("Facts written in one transaction.")
                .tag("sink", sink)
                .register(meters);
        this.writes = Timer.builder(PREFIX + "write")
                .description("Time of one transaction, its failures left out.")
                .tag("sink", sink)
                .register(meters);
        this.retries = Counter.builder(PREFIX + "retries")
                .description("Tries that failed and were or will be repeated.")
                .tag("sink", sink)
                .register(meters);
    }

    void written(Written written, Duration took) {
        batches.record(written.facts().stream()
                .mapToInt(part -> part.rows() + part.letters())
                .sum());
        writes.record(took);
        for (Written.Part part : written.facts()) {
            counter("facts", "Facts that are in rows.", part.topic()).increment(part.rows());
            counter("dead.letters", "Facts that became dead letters.", part.topic())
                    .increment(part.letters());
        }
    }

    void retried() {
        retries.increment();
    }

    /** Facts of a topic that are appended and not written. */
    void lag(String topic, long facts) {
        lags.computeIfAbsent(topic, this::lagOf).set(facts);
    }

    private AtomicLong lagOf(String topic) {
        AtomicLong lag = new AtomicLong();
        Gauge.builder(PREFIX + "lag.facts", lag, AtomicLong::doubleValue)
                .description("Facts that are appended and not written.")
                .tag("sink", sink)
                .tag("topic", topic)
                .register(meters);
        return lag;
    }

    private Counter counter(String name, String description, String topic) {
        return Counter.builder(PREFIX + name)
                .description(description)
                .tag("sink", sink)
                .tag("topic", topic)
                .register(meters);
    }
}
