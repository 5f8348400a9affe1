package io.blackroad.streams.agent;

import io.blackroad.agent.AgentState;
import io.blackroad.agent.AgentStatus;
import io.blackroad.agent.LifecycleFact;
import io.blackroad.agent.Lifecycles;
import io.blackroad.agent.Transitions;
import io.blackroad.agent.Verdict;
import io.blackroad.decision.Outcome;
import io.blackroad.schema.FactReader;
import io.blackroad.schema.LifecycleChange;
import io.blackroad.schema.LifecycleChanged;
import io.blackroad.schema.SchemaRegistry;
import io.blackroad.streams.deadletter.UnusableFactException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Lifecycle facts. */
final class LifecycleHandler implements FactHandler {
    /** An operator's word that the agent's numbers are no good any more. */
    private static final long RESET_EPOCH = 0;

    private final AgentStage stage;
    private final GpuAsks asks;
    private final Residences residences;
    private final FactReader<LifecycleChanged> reader;
    private LifecycleChanged fact = new LifecycleChanged();

    LifecycleHandler(AgentStage stage, GpuAsks asks, Residences residences, SchemaRegistry registry) {
        this.stage = stage;
        this.asks = asks;
        this.residences = residences;
        this.reader = new FactReader<>(registry, LifecycleChanged.class);
    }

    @Override
    public long read(byte[] value, long appendedAtMicros) {
        fact = reader.read(value, fact);
        EpochBound.check(fact.getEpoch(), fact.getSequence(), appendedAtMicros);
        return ChronoUnit.MICROS.between(Instant.EPOCH, fact.getOccurredAt());
    }

    @Override
    public Verdict apply(byte[] key, int slot, long occurredAtMicros, long lateBeforeMicros) {
        LifecycleFact change = AgentWire.lifecycle(fact, occurredAtMicros);
        if (isReset()) {
            return reset(key, slot, occurredAtMicros);
        }
        AgentState before = stage.state(slot);
        Outcome<AgentState, Verdict> outcome = Lifecycles.apply(before, change, lateBeforeMicros);
        Verdict verdict = outcome.decisions().get(0);
        if (verdict == Verdict.APPLIED) {
            requireStep(before, change);
            stage.put(key, slot, before, outcome.state(), occurredAtMicros);
            asks.lived(key, outcome.state(), occurredAtMicros);
            residences.lived(key, before, outcome.state());
        }
        return verdict;
    }

    /** Agents never boot at time 0; gateways take such a fact of operators alone. */
    private boolean isReset() {
        return fact.getEpoch() == RESET_EPOCH && fact.getChange() == LifecycleChange.STOPPED;
    }

    /**
     * Whatever numbers an agent was given, it begins anew: it ends as after its last fact, so that leases, tasks and bills
     * end with it, and is forgotten at the end of the tick.
     */
    private Verdict reset(byte[] key, int slot, long occurredAtMicros) {
        if (slot == AgentTable.NONE) {
            return Verdict.DUPLICATE;
        }
        AgentState before = stage.state(slot);
        LifecycleFact end = new LifecycleFact(
                AgentStatus.STOPPED,
                before.description().again(),
                before.lifecycle().epoch(),
                before.lifecycle().sequence() + 1,
                occurredAtMicros);
        AgentState after = Lifecycles.apply(before, end, Long.MIN_VALUE).state();
        stage.put(key, slot, before, after, occurredAtMicros);
        asks.lived(key, after, occurredAtMicros);
        residences.lived(key, before, after);
        stage.table().heardAt[slot] = occurredAtMicros - TableWalk.FORGET_STOPPED_MICROS - 1;
        return Verdict.APPLIED;
    }

    private static void requireStep(AgentState before, LifecycleFact change) {
        String refusal = Transitions.refusal(before, change);
        if (!refusal.isEmpty()) {
            throw new UnusableFactException(refusal);
        }
    }
}
