package io.blackroad.infra.bench.dsl;

import io.blackroad.infra.bench.measure.Differences;
import io.blackroad.infra.bench.measure.OutputCheck;
import io.blackroad.infra.bench.measure.OutputReader;
import io.blackroad.infra.bench.workload.Sent;
import io.blackroad.streams.stored.StoredSerde;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Adds the newest results of all windows up, and holds them against what was sent. */
final class DslCheck implements OutputCheck {
    private static final DslWindow NONE = DslWindow.newBuilder().build();

    private final Sent sent;
    private final String topic;
    private final OutputReader reader;
    private final StoredSerde<DslWindow> serde = new StoredSerde<>(DslWindow.class);
    private final Map<String, DslWindow> windows = new HashMap<>();
    private long samples;
    private long arrivals;
    private long completions;

    DslCheck(String bootstrapServers, String topic, Sent sent) {
        this.sent = sent;
        this.topic = topic;
        this.reader = new OutputReader(bootstrapServers, topic);
    }

    @Override
    public boolean await(Duration limit) {
        return reader.readUntil(
                () -> samples == sent.metrics() && arrivals == sent.arrivals() && completions == sent.completions(),
                this::take,
                limit);
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        DslWindow now = serde.deserializer().deserialize(topic, record.value());
        DslWindow before = windows.put(new String(record.key(), StandardCharsets.UTF_8), now);
        DslWindow counted = before == null ? NONE : before;
        samples += now.getSamples() - counted.getSamples();
        arrivals += now.getArrivals() - counted.getArrivals();
        completions += now.getCompletions() - counted.getCompletions();
    }

    @Override
    public List<String> differences() {
        Differences differences = new Differences();
        differences.expect("metric samples", sent.metrics(), samples);
        differences.expect("arrivals", sent.arrivals(), arrivals);
        differences.expect("completions", sent.completions(), completions);
        return differences.found();
    }

    @Override
    public void close() {
        reader.close();
    }
}
