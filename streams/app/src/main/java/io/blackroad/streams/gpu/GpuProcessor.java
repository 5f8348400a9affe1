package io.blackroad.streams.gpu;

import io.blackroad.decision.Outcome;
import io.blackroad.gpu.GpuEvent;
import io.blackroad.gpu.GpuLedger;
import io.blackroad.gpu.GpuNode;
import io.blackroad.gpu.GpuPolicy;
import io.blackroad.gpu.GpuPool;
import io.blackroad.gpu.LeaseDecision;
import io.blackroad.gpu.NodeState;
import io.blackroad.schema.LeaseChanged;
import io.blackroad.schema.Micros;
import io.blackroad.streams.control.GpuNodeRows;
import io.blackroad.streams.load.Silences;
import io.blackroad.streams.stored.GpuWire;
import io.blackroad.streams.stored.StoredClaim;
import io.blackroad.streams.stored.StoredGpuFact;
import io.blackroad.streams.stored.StoredPool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Deals the GPUs of the regions of one partition; see {@link GpuLedger}. */
final class GpuProcessor implements Processor<String, StoredGpuFact, String, LeaseChanged> {
    private static final Duration NODES_PAUSE = Duration.ofSeconds(1);

    private final GpuPolicy policy;
    private final int partitions;

    /** The pools as they stand in the stores. */
    private final Map<String, Pool> pools = new HashMap<>();

    private final Silences silences;
    private final Duration lost;
    private ProcessorContext<String, LeaseChanged> context;
    private KeyValueStore<String, StoredPool> poolStore;
    private KeyValueStore<String, StoredClaim> claimStore;
    private GpuNodeRows nodeRows;

    GpuProcessor(GpuPolicy policy, Duration lost, int partitions) {
        this.silences = new Silences(lost);
        this.lost = lost;
        this.policy = policy;
        this.partitions = partitions;
    }

    /** A pool, and the event time of its newest event. */
    private record Pool(GpuPool pool, long nowMicros) {
        static final Pool NEW = new Pool(GpuPool.EMPTY, 0);
    }

    @Override
    public void init(ProcessorContext<String, LeaseChanged> newContext) {
        context = newContext;
        poolStore = context.getStateStore(GpuTopology.POOL_STORE);
        claimStore = context.getStateStore(GpuTopology.CLAIM_STORE);
        nodeRows = GpuNodeRows.of(context);
        restore();
        context.schedule(NODES_PAUSE, PunctuationType.WALL_CLOCK_TIME, this::followNodes);
    }

    private void restore() {
        Map<String, List<StoredClaim>> claims = new HashMap<>();
        try (KeyValueIterator<String, StoredClaim> all = claimStore.all()) {
            all.forEachRemaining(entry -> claims.computeIfAbsent(entry.value.getRegion(), region -> new ArrayList<>())
                    .add(entry.value));
        }
        try (KeyValueIterator<String, StoredPool> all = poolStore.all()) {
            all.forEachRemaining(entry -> pools.put(
                    entry.key,
                    new Pool(
                            PoolWire.pool(entry.value, claims.getOrDefault(entry.key, List.of())),
                            entry.value.getNowMicros())));
        }
    }

    @Override
    public void process(Record<String, StoredGpuFact> fact) {
        StoredGpuFact said = fact.value();
        if (GpuWire.kind(said) == GpuWire.Kind.SAMPLED) {
            sample(fact.key(), said);
            return;
        }
        if (GpuWire.kind(said) == GpuWire.Kind.QUIET) {
            silence(fact.key(), said);
            return;
        }
        boolean asks = GpuWire.kind(said) == GpuWire.Kind.REQUESTED;
        if (asks && pools.getOrDefault(fact.key(), Pool.NEW).pool().nodes().isEmpty()) {
            // A request must not be refused because the nodes of its region are only about to be seen.
            followNodes(fact.key(), said.getAtMicros());
        }
        decide(fact.key(), GpuWire.event(said), said.getAtMicros());
    }

    private void decide(String region, GpuEvent event, long atMicros) {
        Pool before = pools.getOrDefault(region, Pool.NEW);
        long now = Math.max(before.nowMicros(), atMicros);
        Outcome<GpuPool, LeaseDecision> outcome = GpuLedger.decide(policy, before.pool(), event, Micros.instant(now));
        pools.put(region, new Pool(outcome.state(), now));
        for (LeaseDecision decision : outcome.decisions()) {
            remember(region, decision);
            context.forward(new Record<>(decision.request().agentId(), PoolWire.changed(decision), now / 1_000));
        }
        if (!(event instanceof GpuEvent.Ticked) || !outcome.decisions().isEmpty()) {
            poolStore.put(region, PoolWire.stored(region, outcome.state(), now));
        }
    }

    private void remember(String region, LeaseDecision decision) {
        String key = claimKey(
                region, decision.request().agentId(), decision.request().requestId());
        switch (decision.kind()) {
            case QUEUED, GRANTED -> claimStore.put(key, PoolWire.claim(region, decision));
            case RELEASED, EXPIRED -> claimStore.delete(key);
            case REJECTED -> {}
        }
    }

    private void silence(String region, StoredGpuFact said) {
        long now = Math.max(pools.getOrDefault(region, Pool.NEW).nowMicros(), said.getAtMicros());
        if (silences.isLost(said.getAgentId(), said.getAtMicros(), now)) {
            String reason = "and all others of its partition were not heard of for " + lost.toSeconds() + " s";
            decide(region, new GpuEvent.Gone(said.getAgentId(), reason), now);
        }
    }

    private void sample(String region, StoredGpuFact said) {
        String key = claimKey(region, said.getAgentId(), said.getRequestId());
        StoredClaim claim = claimStore.get(key);
        if (claim != null && PoolWire.granted(claim) && claim.getSampledAtMicros() <= said.getAtMicros()) {
            claim.setUtilizationPermille(said.getUtilizationPermille());
            claim.setMemoryUsedBytes(said.getMemoryUsedBytes());
            claim.setSampledAtMicros(said.getAtMicros());
            claimStore.put(key, claim);
        }
    }

    /** Takes over what the control table says by now. */
    private void followNodes(long wallMillis) {
        nodeRows.regionsOf(context.taskId().partition(), partitions).forEach(region -> followNodes(region, 0));
        List.copyOf(pools.keySet()).forEach(region -> followNodes(region, 0));
    }

    private void followNodes(String region, long atMicros) {
        List<GpuNode> rows = nodeRows.of(region);
        List<GpuNode> known = pools.getOrDefault(region, Pool.NEW).pool().nodes().stream()
                .map(NodeState::node)
                .filter(node -> node.state() != GpuNode.State.LEAVING)
                .toList();
        if (!rows.equals(known)) {
            decide(region, new GpuEvent.NodesChanged(rows), atMicros);
        }
    }

    private static String claimKey(String region, String agentId, String requestId) {
        return region + "/" + agentId + "\u0000" + requestId;
    }
}
