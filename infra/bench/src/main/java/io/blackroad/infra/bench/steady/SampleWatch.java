package io.blackroad.infra.bench.steady;

import io.blackroad.infra.bench.measure.Differences;
import io.blackroad.infra.bench.measure.TopicReader;
import io.blackroad.infra.bench.workload.BenchFleet;
import io.blackroad.schema.FactReader;
import io.blackroad.schema.LoadSampled;
import io.blackroad.schema.ScaleDecided;
import io.blackroad.schema.SchemaRegistry;
import io.blackroad.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** Reads load samples and decisions as their readers do, committed ones alone, from before the first on. */
final class SampleWatch implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(20);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final FactReader<LoadSampled> samples;
    private final FactReader<ScaleDecided> decisions;
    private final Map<String, LoadSampled> newest = new HashMap<>();
    private final Map<String, Long> sequences = new HashMap<>();
    private final Differences differences = new Differences();
    private long scaleDowns;

    SampleWatch(String bootstrapServers, SchemaRegistry registry) {
        samples = new FactReader<>(registry, LoadSampled.class);
        decisions = new FactReader<>(registry, ScaleDecided.class);
        consumer = TopicReader.of(
                bootstrapServers, TopicReader.COMMITTED, Topics.LOAD_SAMPLED.name(), Topics.SCALE_DECIDED.name());
        consumer.seekToBeginning(consumer.assignment());
    }

    /**
     * Waits until every target has a sample of a tick that ended after {@code afterMillis} and all agents are in them.
     *
     * @return when that was seen, milliseconds since 1970
     * @throws IllegalStateException if it is not so within the limit
     */
    long awaitWhole(long agents, long afterMillis, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (!whole(agents, afterMillis)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(
                        "after " + limit.toSeconds() + " s the load is still not whole: " + newest.values());
            }
            read();
        }
        return System.currentTimeMillis();
    }

    /** Waits until the clock is that far into a second. */
    void awaitMoment(int millis) {
        long now = System.currentTimeMillis();
        long wait = Math.floorMod(millis - now % 1_000, 1_000L);
        while (System.currentTimeMillis() < now + wait) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private boolean whole(long agents, long afterMillis) {
        return newest.size() == BenchFleet.targets()
                && newest.values().stream()
                        .allMatch(sample -> sample.getTickEnd().toEpochMilli() > afterMillis)
                && newest.values().stream().mapToLong(LoadSampled::getAgents).sum() == agents;
    }

    private void read() {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            if (record.topic().equals(Topics.LOAD_SAMPLED.name())) {
                LoadSampled sample = samples.read(record.value(), null);
                String target = sample.getRegion() + "/" + sample.getService();
                LoadSampled before = newest.put(target, sample);
                follow("sample of " + target, before == null ? 0 : before.getSequence(), sample.getSequence());
            } else {
                take(decisions.read(record.value(), null));
            }
        }
    }

    private void take(ScaleDecided decision) {
        String target = decision.getRegion() + "/" + decision.getService();
        Long before = sequences.put(target, decision.getSequence());
        follow("decision of " + target, before == null ? 0 : before, decision.getSequence());
        if (decision.getToReplicas() < decision.getFromReplicas()) {
            scaleDowns++;
        }
    }

    private void follow(String what, long before, long sequence) {
        if (sequence != before + 1) {
            differences.add(what + ": " + sequence + " follows " + before);
        }
    }

    /** Decisions for fewer replicas so far. */
    long scaleDowns() {
        return scaleDowns;
    }

    /** Gaps and repeats in what was read, after a last look. */
    List<String> differences() {
        read();
        return differences.found();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
