package io.blackroad.streams.gpu;

import io.blackroad.decision.Outcome;
import io.blackroad.gpu.GpuEvent;
import io.blackroad.gpu.GpuLedger;
import io.blackroad.gpu.GpuNode;
import io.blackroad.gpu.GpuPolicy;
import io.blackroad.gpu.GpuPool;
import io.blackroad.gpu.LeaseDecision;
import io.blackroad.gpu.NodeState;
import io.blackroad.schema.Micros;
import io.blackroad.streams.control.GpuNodeRows;
import io.blackroad.streams.control.PriceRows;
import io.blackroad.streams.load.Silences;
import io.blackroad.streams.stored.GpuWire;
import io.blackroad.streams.stored.StoredClaim;
import io.blackroad.streams.stored.StoredGpuFact;
import io.blackroad.streams.stored.StoredPool;
import io.blackroad.streams.stored.StoredUse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Deals the GPUs of the regions of one partition, and says what leases use; see {@link GpuLedger}, {@link LeaseUse}. */
final class GpuProcessor implements Processor<String, StoredGpuFact, String, SpecificRecord> {
    private static final Duration NODES_PAUSE = Duration.ofSeconds(1);
    private static final Duration USE_PAUSE = Duration.ofSeconds(2);
    private static final String FLEET = "fleet";

    private final GpuPolicy policy;
    private final int partitions;

    /** The pools as they stand in the stores. */
    private final Map<String, Pool> pools = new HashMap<>();

    private final Silences silences;
    private final Duration lost;
    private ProcessorContext<String, SpecificRecord> context;
    private KeyValueStore<String, StoredPool> poolStore;
    private KeyValueStore<String, StoredClaim> claimStore;
    private GpuNodeRows nodeRows;
    private LeaseUse leases;

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
    public void init(ProcessorContext<String, SpecificRecord> newContext) {
        context = newContext;
        poolStore = context.getStateStore(GpuTopology.POOL_STORE);
        claimStore = context.getStateStore(GpuTopology.CLAIM_STORE);
        nodeRows = GpuNodeRows.of(context);
        leases = new LeaseUse(context.getStateStore(GpuTopology.USE_STORE), PriceRows.of(context), this::tellCost);
        restore();
        context.schedule(NODES_PAUSE, PunctuationType.WALL_CLOCK_TIME, this::followNodes);
        context.schedule(USE_PAUSE, PunctuationType.WALL_CLOCK_TIME, now -> tellUse());
    }

    private void restore() {
        // Kafka Streams starts the same processor again after it gave a transaction up.
        pools.clear();
        Map<String, List<StoredClaim>> claims = new HashMap<>();
        try (KeyValueIterator<String, StoredClaim> all = claimStore.all()) {
            all.forEachRemaining(entry -> claims.computeIfAbsent(entry.value.getRegion(), region -> new ArrayList<>())
                    .add(entry.value));
        }
        try (KeyValueIterator<String, StoredPool> all = poolStore.all()) {
            all.forEachRemaining(entry -> restore(entry.key, entry.value, claims.getOrDefault(entry.key, List.of())));
        }
    }

    private void restore(String region, StoredPool stored, List<StoredClaim> claims) {
        pools.put(region, new Pool(PoolWire.pool(stored, claims), stored.getNowMicros()));
        leases.restored(region, stored.getNowMicros());
        claims.stream().filter(PoolWire::granted).forEach(leases::granted);
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
        decide(fact.key(), GpuWire.event(said), said);
    }

    private void decide(String region, GpuEvent event, long atMicros) {
        decide(region, event, GpuWire.ticked(atMicros));
    }

    private void decide(String region, GpuEvent event, StoredGpuFact said) {
        Pool before = pools.getOrDefault(region, Pool.NEW);
        long now = Math.max(before.nowMicros(), said.getAtMicros());
        Outcome<GpuPool, LeaseDecision> outcome = GpuLedger.decide(policy, before.pool(), event, Micros.instant(now));
        pools.put(region, new Pool(outcome.state(), now));
        boolean stored =
                !(event instanceof GpuEvent.Ticked) || !outcome.decisions().isEmpty();
        if (stored) {
            leases.advance(region, now);
        }
        for (LeaseDecision decision : outcome.decisions()) {
            remember(region, decision, outcome.state(), said);
            context.forward(new Record<>(decision.request().agentId(), PoolWire.changed(decision), now / 1_000));
        }
        if (stored) {
            poolStore.put(region, PoolWire.stored(region, outcome.state(), now));
        }
    }

    private void remember(String region, LeaseDecision decision, GpuPool pool, StoredGpuFact said) {
        String key = claimKey(
                region, decision.request().agentId(), decision.request().requestId());
        switch (decision.kind()) {
            case QUEUED, GRANTED -> {
                // Who waited asked earlier.
                StoredClaim before = claimStore.get(key);
                StoredClaim claim = before == null
                        ? PoolWire.claim(region, decision, pool, said.getService(), said.getDeclaredMillis())
                        : PoolWire.claim(region, decision, pool, before.getService(), before.getDeclaredMillis());
                claimStore.put(key, claim);
                if (PoolWire.granted(claim)) {
                    leases.granted(claim);
                }
            }
            case RELEASED, EXPIRED -> {
                claimStore.delete(key);
                leases.ended(
                        region, decision.request().agentId(), decision.request().requestId());
            }
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

    /** Says what leases have used up to the time of each pool. */
    private void tellUse() {
        pools.forEach((region, pool) -> leases.advance(region, pool.nowMicros()));
        leases.tell();
    }

    private void tellCost(StoredUse use) {
        context.forward(new Record<>(FLEET, use, use.getAtMicros() / 1_000));
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
