package io.blackroad.streams.agent;

import io.blackroad.agent.Verdict;
import io.blackroad.schema.FactReader;
import io.blackroad.schema.MetricSampled;
import io.blackroad.schema.SchemaRegistry;
import io.blackroad.streams.deadletter.UnusableFactException;
import java.time.temporal.ChronoUnit;

/** Metric samples: nine facts in ten. They touch the table alone. */
final class MetricHandler implements FactHandler {
    private final AgentTable table;
    private final FactReader<MetricSampled> reader;
    private MetricSampled fact = new MetricSampled();

    MetricHandler(AgentTable table, SchemaRegistry registry) {
        this.table = table;
        this.reader = new FactReader<>(registry, MetricSampled.class);
    }

    @Override
    public long read(byte[] value, long appendedAtMicros) {
        fact = reader.read(value, fact);
        EpochBound.check(fact.getEpoch(), fact.getSequence(), appendedAtMicros);
        if (fact.getCpuUsedMillis() < 0 || fact.getMemoryUsedBytes() < 0 || fact.getGpuUsedMillis() < 0) {
            throw new UnusableFactException("a metric is negative; usage is 0 or more");
        }
        AgentWire.requireMemory("memoryUsedBytes", fact.getMemoryUsedBytes());
        return ChronoUnit.MICROS.between(java.time.Instant.EPOCH, fact.getOccurredAt());
    }

    @Override
    public Verdict apply(byte[] key, long occurredAtMicros, long lateBeforeMicros) {
        int slot = table.slotOf(key);
        long epoch = fact.getEpoch();
        long sequence = fact.getSequence();
        if (epoch < table.epoch[slot] || epoch == table.epoch[slot] && sequence <= table.sequence[slot]) {
            return Verdict.DUPLICATE;
        }
        if (occurredAtMicros < lateBeforeMicros) {
            return Verdict.LATE;
        }
        table.epoch[slot] = epoch;
        table.sequence[slot] = sequence;
        table.sampledAt[slot] = occurredAtMicros;
        table.heardAt[slot] = Math.max(table.heardAt[slot], occurredAtMicros);
        table.cpuUsed[slot] = fact.getCpuUsedMillis();
        table.memoryUsed[slot] = fact.getMemoryUsedBytes();
        table.gpuUsed[slot] = fact.getGpuUsedMillis();
        table.latency[slot] = fact.getLatencyMicros();
        return Verdict.APPLIED;
    }
}
