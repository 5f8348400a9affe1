package io.blackroad.streams.agent;

import io.blackroad.agent.AgentState;
import io.blackroad.agent.Mark;
import io.blackroad.agent.Verdict;
import io.blackroad.gpu.GpuShape;
import io.blackroad.gpu.Host;
import io.blackroad.schema.FactReader;
import io.blackroad.schema.GpuChange;
import io.blackroad.schema.GpuChanged;
import io.blackroad.schema.SchemaRegistry;
import io.blackroad.streams.deadletter.UnusableFactException;
import io.blackroad.streams.stored.GpuWire;
import io.blackroad.streams.stored.StoredShape;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** GPU facts: deduplicated, a sign of life, and passed on to the pool of the agent's region, which decides. */
final class GpuHandler implements FactHandler {
    private static final int LONGEST_NAME = 256;

    private final AgentStage stage;
    private final GpuAsks asks;
    private final FactReader<GpuChanged> reader;
    private GpuChanged fact = new GpuChanged();
    private StoredShape shape;

    GpuHandler(AgentStage stage, GpuAsks asks, SchemaRegistry registry) {
        this.stage = stage;
        this.asks = asks;
        this.reader = new FactReader<>(registry, GpuChanged.class);
    }

    @Override
    public long read(byte[] value, long appendedAtMicros) {
        fact = reader.read(value, fact);
        EpochBound.check(fact.getEpoch(), fact.getSequence(), appendedAtMicros);
        int name = fact.getRequestId().length();
        if (name == 0 || name > LONGEST_NAME) {
            throw new UnusableFactException("requestId has " + name + " characters; allowed are 1 to " + LONGEST_NAME);
        }
        switch (fact.getChange()) {
            case REQUESTED -> shape = shape();
            case SAMPLED -> requireSample();
            case RELEASED -> {}
            case UNKNOWN ->
                throw new UnusableFactException(
                        "this version does not know the GPU change; upgrade it, then replay this dead letter");
        }
        return ChronoUnit.MICROS.between(Instant.EPOCH, fact.getOccurredAt());
    }

    private StoredShape shape() {
        if (fact.getGpuCount() < 1) {
            throw new UnusableFactException("gpuCount is " + fact.getGpuCount() + ", must be at least 1");
        }
        AgentWire.requireMemory("memoryBytes", fact.getMemoryBytes());
        try {
            return GpuWire.stored(new GpuShape(
                    fact.getGpuCount(),
                    fact.getGpuMillis(),
                    fact.getMemoryBytes(),
                    fact.getAllowedModels(),
                    Host.NOTHING));
        } catch (IllegalArgumentException e) {
            throw new UnusableFactException(e.getMessage());
        }
    }

    private void requireSample() {
        boolean inside = fact.getUtilizationPermille() >= 0 && fact.getUtilizationPermille() <= 1_000;
        if (!inside || fact.getMemoryUsedBytes() < 0) {
            throw new UnusableFactException("utilizationPermille must be 0 to 1000 and memoryUsedBytes not negative: "
                    + fact.getUtilizationPermille() + ", " + fact.getMemoryUsedBytes());
        }
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
        String agentId = new String(key, StandardCharsets.UTF_8);
        if (fact.getChange() == GpuChange.REQUESTED) {
            asks.requireRoom(agentId, fact.getRequestId(), fact.getEpoch());
        }
        AgentState after = before.withGpu(new Mark(fact.getEpoch(), fact.getSequence()));
        stage.put(key, slot, before, after, occurredAtMicros);
        pass(agentId, after, occurredAtMicros);
        return Verdict.APPLIED;
    }

    private void pass(String agentId, AgentState agent, long atMicros) {
        String requestId = fact.getRequestId();
        switch (fact.getChange()) {
            case REQUESTED -> asks.requested(agentId, agent, fact.getEpoch(), requestId, shape, atMicros);
            case RELEASED -> asks.released(agentId, fact.getEpoch(), requestId, atMicros);
            case SAMPLED ->
                asks.sampled(agentId, requestId, fact.getUtilizationPermille(), fact.getMemoryUsedBytes(), atMicros);
            case UNKNOWN -> throw new IllegalStateException("an unknown change is refused when it is read");
        }
    }
}
