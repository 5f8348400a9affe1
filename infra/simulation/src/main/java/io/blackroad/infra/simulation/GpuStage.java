package io.blackroad.infra.simulation;

import io.blackroad.decision.Outcome;
import io.blackroad.gpu.GpuEvent;
import io.blackroad.gpu.GpuLedger;
import io.blackroad.gpu.GpuNode;
import io.blackroad.gpu.GpuPolicy;
import io.blackroad.gpu.GpuPool;
import io.blackroad.gpu.Lease;
import io.blackroad.gpu.LeaseDecision;
import io.blackroad.gpu.NodeState;
import io.blackroad.gpu.Waiter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The GPU pool of one region. */
final class GpuStage extends Stage<GpuStage.Kept> {
    private static final GpuPolicy POLICY = new GpuPolicy(4, Duration.ofSeconds(40), Duration.ofSeconds(30));

    private final String region;
    private final Channels out;
    private final Bug bug;
    private GpuPool pool = GpuPool.EMPTY;
    private long now;

    /** What is logged. */
    record Kept(GpuPool pool, long now) {}

    GpuStage(int region, Channels in, Channels out, Bug bug) {
        super("gpu-" + Sites.REGIONS.get(region), List.of(in.asked.get(region)));
        this.region = Sites.REGIONS.get(region);
        this.out = out;
        this.bug = bug;
        begin();
    }

    @Override
    Kept state() {
        return new Kept(pool, now);
    }

    @Override
    void restore(Kept survived) {
        pool = survived.pool();
        now = survived.now();
    }

    @Override
    void take(int source, Object record) {
        Channels.Asked asked = (Channels.Asked) record;
        now = Math.max(now, asked.atMicros());
        if (bug == Bug.DOUBLE_GRANT && asked.event() instanceof GpuEvent.NodesChanged) {
            pool = forgetful(pool);
        }
        Outcome<GpuPool, LeaseDecision> outcome = GpuLedger.decide(POLICY, pool, asked.event(), LoadStage.instant(now));
        pool = outcome.state();
        outcome.decisions().forEach(decision -> emit(out.leases, new Channels.Leased(region, decision)));
    }

    /** The same without its newest lease. */
    private static GpuPool forgetful(GpuPool pool) {
        Map<GpuNode, Instant> nodes = new LinkedHashMap<>();
        List<Lease> leases = new ArrayList<>();
        for (NodeState state : pool.nodes()) {
            nodes.put(state.node(), state.idleSince());
            leases.addAll(state.leases());
        }
        leases.removeIf(lease -> lease.epoch() == pool.epoch());
        List<Waiter> waiters = new ArrayList<>();
        for (int place = 1; place <= pool.waiting(); place++) {
            waiters.add(pool.waiter(place));
        }
        return GpuPool.restore(nodes, leases, waiters, pool.tickets(), pool.epoch(), pool.mix());
    }

    /** Nodes, what is granted and who waits, by name. */
    static Map<String, ?> standing(Kept kept, String any) {
        Map<String, Object> standing = new HashMap<>();
        for (NodeState state : kept.pool().nodes()) {
            standing.put(state.node().id(), List.of(state.node(), state.leases()));
        }
        for (int place = 1; place <= kept.pool().waiting(); place++) {
            standing.put("place " + place, kept.pool().waiter(place));
        }
        return standing;
    }
}
