package io.blackroad.placement;

import io.blackroad.placement.Residence.Phase;
import io.blackroad.placement.WorkerState.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A region as a rebalance sees it: the workers that take part, and which of their agents may move. */
final class RegionMoves {
    private final RegionBook book;
    private final PlacementPolicy policy;
    private final long nowMillis;

    RegionMoves(RegionBook book, PlacementPolicy policy, long nowMillis) {
        this.book = book;
        this.policy = policy;
        this.nowMillis = nowMillis;
    }

    /** False when no plan can come of it: spares a walk over all agents each tick. */
    boolean mayBeUneven() {
        long total = 0;
        long most = 0;
        long least = Long.MAX_VALUE;
        int live = 0;
        for (WorkerState worker : book.workers()) {
            if (worker.status() == Status.LIVE) {
                live++;
                total += worker.load();
                most = Math.max(most, worker.load());
                least = Math.min(least, worker.load());
            } else if (worker.status() == Status.DRAINING && worker.agents() > 0) {
                return true;
            }
        }
        RebalancePolicy rebalance = policy.rebalance();
        return most * live * 100 > total * rebalance.shedAbove() || least * live * 100 < total * rebalance.pullBelow();
    }

    /** Workers that are there and their agents. */
    List<Worker> workers() {
        Map<String, List<Resident>> residents = new TreeMap<>();
        book.forEach(tenant -> {
            WorkerState worker = book.worker(tenant.home());
            if (tenant.counts() && worker != null && takesPart(tenant, worker)) {
                residents.computeIfAbsent(worker.id(), any -> new ArrayList<>()).add(resident(tenant));
            }
        });
        List<Worker> workers = new ArrayList<>();
        for (WorkerState worker : book.workers()) {
            if (!worker.status().gone()) {
                boolean drains = worker.status() == Status.DRAINING;
                workers.add(new Worker(
                        worker.id(),
                        drains ? Worker.State.DRAINING : Worker.State.LIVE,
                        residents.getOrDefault(worker.id(), List.of())));
            }
        }
        return workers;
    }

    /** Of a worker that drains only those that can go; all others count wherever they are. */
    private boolean takesPart(Tenant tenant, WorkerState worker) {
        boolean refused =
                tenant.gaveUpMillis() != Resident.NEVER && nowMillis - tenant.gaveUpMillis() < policy.againMillis();
        return worker.status() == Status.LIVE || worker.status() == Status.DRAINING && canMove(tenant) && !refused;
    }

    private Resident resident(Tenant tenant) {
        long moved = Math.max(tenant.movedMillis(), tenant.gaveUpMillis());
        return new Resident(
                tenant.said().agentId(),
                tenant.said().load(),
                tenant.said().busy(),
                canMove(tenant) ? moved : nowMillis);
    }

    /** Who ends soon, is on its way, or does not say where it is stays. */
    private static boolean canMove(Tenant tenant) {
        return tenant.said().phase() == Phase.RUNNING
                && tenant.goal().isEmpty()
                && !tenant.said().worker().isEmpty();
    }
}
