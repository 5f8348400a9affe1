package io.blackroad.streams.agent;

import io.blackroad.agent.AgentState;
import io.blackroad.agent.Mark;
import io.blackroad.agent.Verdict;
import io.blackroad.schema.FactReader;
import io.blackroad.schema.GpuChanged;
import io.blackroad.schema.SchemaRegistry;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** GPU facts: deduplicated and a sign of life. Leases are decided elsewhere. */
final class GpuHandler implements FactHandler {
    private final AgentStage stage;
    private final FactReader<GpuChanged> reader;
    private GpuChanged fact = new GpuChanged();

    GpuHandler(AgentStage stage, SchemaRegistry registry) {
        this.stage = stage;
        this.reader = new FactReader<>(registry, GpuChanged.class);
    }

    @Override
    public long read(byte[] value, long appendedAtMicros) {
        fact = reader.read(value, fact);
        EpochBound.check(fact.getEpoch(), fact.getSequence(), appendedAtMicros);
        return ChronoUnit.MICROS.between(Instant.EPOCH, fact.getOccurredAt());
    }

    @Override
    public Verdict apply(byte[] key, int slot, long occurredAtMicros, long lateBeforeMicros) {
        AgentState before = stage.state(slot);
        if (!before.gpu().admits(fact.getEpoch(), fact.getSequence())) {
            return Verdict.DUPLICATE;
        }
        if (occurredAtMicros < lateBeforeMicros) {
            return Verdict.LATE;
        }
        AgentState after = before.withGpu(new Mark(fact.getEpoch(), fact.getSequence()));
        stage.put(key, slot, before, after, occurredAtMicros);
        return Verdict.APPLIED;
    }
}
