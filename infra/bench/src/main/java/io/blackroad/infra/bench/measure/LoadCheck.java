package io.blackroad.infra.bench.measure;

import io.blackroad.infra.bench.workload.BenchFleet;
import io.blackroad.infra.bench.workload.BenchRegistry;
import io.blackroad.infra.bench.workload.Sent;
import io.blackroad.schema.FactReader;
import io.blackroad.schema.LoadSampled;
import io.blackroad.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** Holds the load samples of all ticks against what was sent, which may become known only at the end. */
public final class LoadCheck implements AutoCloseable {
    private final OutputReader reader;
    private final FactReader<LoadSampled> samples = new FactReader<>(BenchRegistry.create(), LoadSampled.class);
    private final Map<String, LoadSampled> newest = new HashMap<>();
    private final Differences differences = new Differences();
    private long arrivals;
    private long completions;
    private Sent sent;

    /** Samples count from now on. */
    public LoadCheck(String bootstrapServers) {
        this.reader = new OutputReader(bootstrapServers, Topics.LOAD_SAMPLED.name());
    }

    /** Waits until every target's sample of the last tick can be read; false when the limit passes first. */
    public boolean await(Sent all, Duration limit) {
        sent = all;
        return reader.readUntil(this::complete, record -> take(record.value()), limit);
    }

    private boolean complete() {
        Instant last = Instant.EPOCH.plus(sent.lastTickEndMicros(), ChronoUnit.MICROS);
        return newest.size() == BenchFleet.targets()
                && newest.values().stream()
                        .noneMatch(sample -> sample.getTickEnd().isBefore(last));
    }

    private void take(byte[] value) {
        LoadSampled sample = samples.read(value, null);
        String target = sample.getRegion() + "/" + sample.getService();
        LoadSampled before = newest.put(target, sample);
        if (before != null && sample.getSequence() != before.getSequence() + 1) {
            differences.add(target + ": sample " + sample.getSequence() + " follows " + before.getSequence());
        }
        arrivals += sample.getArrivals();
        completions += sample.getCompletions();
    }

    /** Where the samples differ from what was sent. */
    public List<String> differences() {
        differences.expect("arrivals", sent.arrivals(), arrivals);
        differences.expect("completions", sent.completions(), completions);
        differences.expect("agents", sent.agents(), sum(LoadSampled::getAgents));
        differences.expect("CPU at the last tick", sent.lastCpuMillis(), sum(LoadSampled::getCpuUsedMillis));
        differences.expect("open tasks", sent.open(), sum(sample -> sample.getQueued() + sample.getInFlight()));
        return differences.found();
    }

    private long sum(ToLongFunction<LoadSampled> column) {
        return newest.values().stream().mapToLong(column).sum();
    }

    @Override
    public void close() {
        reader.close();
    }
}
