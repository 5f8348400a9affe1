package io.blackroad.streams.gpu;

import io.blackroad.gpu.GpuPolicy;
import io.blackroad.gpu.GpuPool;
import io.blackroad.gpu.NodeAdvice;
import io.blackroad.gpu.NodeState;
import io.blackroad.gpu.Waiter;
import io.blackroad.schema.Micros;
import io.blackroad.streams.query.GpuPoolView;
import io.blackroad.streams.stored.StoredClaim;
import io.blackroad.streams.stored.StoredPool;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Pools as queries show them. */
public final class PoolViews {
    private PoolViews() {}

    /**
     * One pool.
     *
     * @param claims those of its region; stores are read one after the other, so a claim of a node that has just left is
     *     not shown
     */
    public static GpuPoolView of(StoredPool stored, List<StoredClaim> claims) {
        Set<String> known =
                stored.getNodes().stream().map(node -> node.getId()).collect(Collectors.toCollection(HashSet::new));
        List<StoredClaim> shown = claims.stream()
                .filter(claim -> !PoolWire.granted(claim) || known.contains(claim.getNode()))
                .toList();
        GpuPool pool = PoolWire.pool(stored, shown);
        NodeAdvice advice = NodeAdvice.of(GpuPolicy.DEFAULT, pool, Micros.instant(stored.getNowMicros()));
        long bytes = pool.nodes().stream().mapToLong(PoolViews::bytes).sum();
        long free = pool.nodes().stream()
                .flatMapToLong(node -> IntStream.range(0, node.cards()).mapToLong(node::free))
                .sum();
        return new GpuPoolView(
                stored.getRegion(),
                pool.nodes().stream().mapToInt(NodeState::cards).sum(),
                bytes == 0 ? 0 : (int) ((bytes - free) / (bytes / 1_000.0)),
                pool.leases(),
                pool.waiting(),
                pool.nodes().stream().map(node -> node(node, shown)).toList(),
                queue(pool),
                advice.removable(),
                advice.wanted(),
                advice.unservable());
    }

    private static long bytes(NodeState node) {
        return node.cards() * node.node().cardBytes();
    }

    private static GpuPoolView.Node node(NodeState node, List<StoredClaim> claims) {
        List<StoredClaim> held = claims.stream()
                .filter(claim -> claim.getNode().equals(node.node().id()))
                .toList();
        OptionalDouble use = held.stream()
                .filter(claim -> claim.getUtilizationPermille() >= 0)
                .mapToInt(StoredClaim::getUtilizationPermille)
                .average();
        return new GpuPoolView.Node(
                node.node().id(),
                node.node().model(),
                node.node().state().name(),
                node.node().cardBytes(),
                IntStream.range(0, node.cards()).mapToObj(node::free).toList(),
                use.isPresent() ? Integer.valueOf((int) Math.round(use.getAsDouble())) : null,
                held.stream().map(PoolViews::holder).toList());
    }

    private static GpuPoolView.Holder holder(StoredClaim claim) {
        boolean sampled = claim.getSampledAtMicros() > 0;
        return new GpuPoolView.Holder(
                claim.getAgentId(),
                claim.getRequestId(),
                claim.getLeaseEpoch(),
                claim.getCards(),
                claim.getBytesPerCard(),
                Micros.instant(claim.getAtMicros()),
                sampled ? Integer.valueOf(claim.getUtilizationPermille()) : null,
                sampled ? Long.valueOf(claim.getMemoryUsedBytes()) : null);
    }

    private static List<GpuPoolView.Waiting> queue(GpuPool pool) {
        List<GpuPoolView.Waiting> queue = new ArrayList<>();
        for (int position = 1; position <= Math.min(pool.waiting(), GpuPoolView.QUEUE_SHOWN); position++) {
            Waiter waiter = pool.waiter(position);
            queue.add(new GpuPoolView.Waiting(
                    position,
                    pool.bound(GpuPolicy.DEFAULT, position),
                    waiter.request().agentId(),
                    waiter.request().requestId(),
                    waiter.request().shape().inWords(),
                    waiter.queuedAt()));
        }
        return queue;
    }
}
