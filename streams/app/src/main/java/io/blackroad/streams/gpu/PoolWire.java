package io.blackroad.streams.gpu;

import io.blackroad.gpu.GpuMix;
import io.blackroad.gpu.GpuNode;
import io.blackroad.gpu.GpuPool;
import io.blackroad.gpu.GpuRequest;
import io.blackroad.gpu.GpuShape;
import io.blackroad.gpu.Host;
import io.blackroad.gpu.Lease;
import io.blackroad.gpu.LeaseDecision;
import io.blackroad.gpu.NodeState;
import io.blackroad.gpu.Waiter;
import io.blackroad.schema.LeaseChange;
import io.blackroad.schema.LeaseChanged;
import io.blackroad.schema.Micros;
import io.blackroad.streams.stored.GpuWire;
import io.blackroad.streams.stored.StoredClaim;
import io.blackroad.streams.stored.StoredGpuNode;
import io.blackroad.streams.stored.StoredMixShape;
import io.blackroad.streams.stored.StoredPool;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Pools between store, topic and domain. */
final class PoolWire {
    private static final long BUSY = -1;

    private PoolWire() {}

    static GpuPool pool(StoredPool stored, Collection<StoredClaim> claims) {
        Map<GpuNode, Instant> nodes = new LinkedHashMap<>();
        for (StoredGpuNode node : stored.getNodes()) {
            GpuNode known = new GpuNode(
                    node.getId(),
                    node.getModel(),
                    node.getCards(),
                    node.getCardBytes(),
                    Host.UNLIMITED,
                    GpuNode.State.values()[node.getState()]);
            nodes.put(known, node.getIdleSinceMicros() == BUSY ? null : Micros.instant(node.getIdleSinceMicros()));
        }
        Map<GpuShape, GpuMix.Count> counts = new LinkedHashMap<>();
        for (StoredMixShape shape : stored.getMix()) {
            counts.put(GpuWire.shape(shape.getShape()), new GpuMix.Count(shape.getSeen(), shape.getWeight()));
        }
        return GpuPool.restore(
                nodes,
                claims.stream().filter(PoolWire::granted).map(PoolWire::lease).toList(),
                claims.stream()
                        .filter(claim -> !granted(claim))
                        .map(PoolWire::waiter)
                        .toList(),
                stored.getTickets(),
                stored.getLeaseEpoch(),
                GpuMix.restore(counts, stored.getLearnAt()));
    }

    static StoredPool stored(String region, GpuPool pool, long nowMicros) {
        List<StoredGpuNode> nodes = new ArrayList<>();
        for (NodeState state : pool.nodes()) {
            GpuNode node = state.node();
            nodes.add(new StoredGpuNode(
                    node.id(),
                    node.model(),
                    node.cards(),
                    node.cardBytes(),
                    node.state().ordinal(),
                    state.idleSince() == null ? BUSY : Micros.of(state.idleSince())));
        }
        List<StoredMixShape> mix = new ArrayList<>();
        pool.mix()
                .counts()
                .forEach((shape, count) ->
                        mix.add(new StoredMixShape(GpuWire.stored(shape), count.seen(), count.weight())));
        return new StoredPool(
                region,
                pool.tickets(),
                pool.epoch(),
                nowMicros,
                nodes,
                mix,
                pool.mix().learnAt());
    }

    static boolean granted(StoredClaim claim) {
        return claim.getLeaseEpoch() > 0;
    }

    /**
     * What is remembered after a decision that leaves the request waiting or granted.
     *
     * @param pool as the decision leaves it
     * @param service whom the agent belongs to
     * @param declaredMillis what it says it holds anyway
     */
    static StoredClaim claim(String region, LeaseDecision decision, GpuPool pool, String service, long declaredMillis) {
        Lease lease = decision.lease();
        return new StoredClaim(
                region,
                decision.request().agentId(),
                decision.request().requestId(),
                GpuWire.stored(decision.request().shape()),
                lease == null ? decision.ticket() : 0,
                lease == null ? 0 : lease.epoch(),
                lease == null ? "" : lease.node(),
                lease == null ? List.of() : lease.cards(),
                lease == null ? 0 : lease.bytesPerCard(),
                Micros.of(decision.at()),
                -1,
                -1L,
                0L,
                service,
                declaredMillis,
                lease == null ? 0L : grantedMillis(lease, pool));
    }

    /** Rounded down, so that leases never take more than their cards are. */
    private static long grantedMillis(Lease lease, GpuPool pool) {
        int share = lease.request().shape().millis();
        long perCard = share > 0
                ? share
                : pool.nodes().stream()
                        .filter(node -> node.node().id().equals(lease.node()))
                        .mapToLong(node ->
                                lease.bytesPerCard() * 1_000 / node.node().cardBytes())
                        .findFirst()
                        .orElseThrow();
        return perCard * lease.cards().size();
    }

    static LeaseChanged changed(LeaseDecision decision) {
        Lease lease = decision.lease();
        GpuShape shape = decision.request().shape();
        return LeaseChanged.newBuilder()
                .setAgentId(decision.request().agentId())
                .setRequestId(decision.request().requestId())
                .setChange(change(decision.kind()))
                .setLeaseEpoch(lease == null ? 0 : lease.epoch())
                .setNode(lease == null ? "" : lease.node())
                .setCards(lease == null ? List.of() : lease.cards())
                .setGpuMillis(shape.millis())
                .setMemoryBytes(lease == null ? shape.bytes() : lease.bytesPerCard())
                .setQueuePosition(decision.position())
                .setQueueBound(decision.bound())
                .setReason(decision.reason())
                .setOccurredAt(decision.at())
                .build();
    }

    private static LeaseChange change(LeaseDecision.Kind kind) {
        return switch (kind) {
            case QUEUED -> LeaseChange.QUEUED;
            case GRANTED -> LeaseChange.GRANTED;
            case RELEASED -> LeaseChange.RELEASED;
            case EXPIRED -> LeaseChange.EXPIRED;
            case REJECTED -> LeaseChange.REJECTED;
        };
    }

    private static Lease lease(StoredClaim claim) {
        return new Lease(
                claim.getLeaseEpoch(),
                request(claim),
                claim.getNode(),
                claim.getCards(),
                claim.getBytesPerCard(),
                Micros.instant(claim.getAtMicros()));
    }

    private static Waiter waiter(StoredClaim claim) {
        return new Waiter(claim.getTicket(), request(claim), Micros.instant(claim.getAtMicros()));
    }

    private static GpuRequest request(StoredClaim claim) {
        return new GpuRequest(claim.getAgentId(), claim.getRequestId(), GpuWire.shape(claim.getShape()));
    }
}
