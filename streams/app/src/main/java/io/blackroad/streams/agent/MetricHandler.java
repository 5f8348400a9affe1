package io.blackroad.streams.agent;

import io.blackroad.agent.Verdict;
import io.blackroad.schema.FactNumbers;
import io.blackroad.schema.MetricSampled;
import io.blackroad.schema.SchemaRegistry;
import io.blackroad.streams.deadletter.UnusableFactException;

/** Metric samples: nine facts in ten. They touch the table alone. */
final class MetricHandler implements FactHandler {
    private static final int EPOCH = 0;
    private static final int SEQUENCE = 1;
    private static final int OCCURRED_AT = 2;
    private static final int CPU = 3;
    private static final int MEMORY = 4;
    private static final int GPU = 5;
    private static final int LATENCY = 6;

    private final AgentTable table;
    private final Accrual accrual;
    private final FactNumbers reader;
    private final long[] fact = new long[LATENCY + 1];

    MetricHandler(AgentTable table, Accrual accrual, SchemaRegistry registry) {
        this.table = table;
        this.accrual = accrual;
        this.reader = new FactNumbers(
                registry,
                MetricSampled.class,
                "epoch",
                "sequence",
                "occurredAt",
                "cpuUsedMillis",
                "memoryUsedBytes",
                "gpuUsedMillis",
                "latencyMicros");
    }

    @Override
    public long read(byte[] value, long appendedAtMicros) {
        reader.read(value, fact);
        EpochBound.check(fact[EPOCH], fact[SEQUENCE], appendedAtMicros);
        if (fact[CPU] < 0 || fact[MEMORY] < 0 || fact[GPU] < 0) {
            throw new UnusableFactException("a metric is negative; usage is 0 or more");
        }
        AgentWire.requireMemory("memoryUsedBytes", fact[MEMORY]);
        return fact[OCCURRED_AT];
    }

    @Override
    public Verdict apply(byte[] key, int known, long occurredAtMicros, long lateBeforeMicros) {
        int slot = known == AgentTable.NONE ? table.slotOf(key) : known;
        long epoch = fact[EPOCH];
        long sequence = fact[SEQUENCE];
        if (epoch < table.epoch[slot] || epoch == table.epoch[slot] && sequence <= table.sequence[slot]) {
            return Verdict.DUPLICATE;
        }
        if (occurredAtMicros < lateBeforeMicros) {
            return Verdict.LATE;
        }
        if (epoch != table.epoch[slot]) {
            accrual.settle(slot);
        }
        table.epoch[slot] = epoch;
        table.sequence[slot] = sequence;
        table.sampledAt[slot] = occurredAtMicros;
        table.heardAt[slot] = Math.max(table.heardAt[slot], occurredAtMicros);
        table.cpuUsed[slot] = (int) fact[CPU];
        table.memoryUsed[slot] = fact[MEMORY];
        table.gpuUsed[slot] = (int) fact[GPU];
        table.latency[slot] = (int) fact[LATENCY];
        return Verdict.APPLIED;
    }
}
