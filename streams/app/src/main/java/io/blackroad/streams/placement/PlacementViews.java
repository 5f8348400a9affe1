package io.blackroad.streams.placement;

import io.blackroad.placement.PlacementCounts;
import io.blackroad.placement.Tenant;
import io.blackroad.placement.WorkerState;
import io.blackroad.streams.query.PlacementView;
import io.blackroad.streams.query.WorkerView;
import io.blackroad.streams.stored.StoredPlacement;
import io.blackroad.streams.stored.StoredTenant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Placements as queries show them. */
public final class PlacementViews {
    private PlacementViews() {}

    /** One region. */
    public static PlacementView of(StoredPlacement stored) {
        List<WorkerState> workers = TenantWire.workers(stored);
        PlacementCounts counts = TenantWire.counts(stored);
        return new PlacementView(
                stored.getRegion(),
                fullestPermille(workers),
                workers.stream().map(PlacementViews::worker).toList(),
                plan(stored),
                new PlacementView.Moves(
                        counts.placed(), counts.planned(), counts.done(), counts.givenUp(), counts.ended()));
    }

    /** One worker of a region; empty when the region has none of this name. */
    public static Optional<WorkerView> of(StoredPlacement stored, String id, Iterator<StoredTenant> tenants) {
        return TenantWire.workers(stored).stream()
                .filter(worker -> worker.id().equals(id))
                .findFirst()
                .map(worker -> worker(stored.getRegion(), worker, tenants));
    }

    private static WorkerView worker(String region, WorkerState worker, Iterator<StoredTenant> tenants) {
        List<String> agents = new ArrayList<>();
        List<WorkerView.Move> moves = new ArrayList<>();
        while (tenants.hasNext()) {
            Tenant tenant = TenantWire.tenant(tenants.next());
            boolean counts = tenant.counts() && tenant.home().equals(worker.id());
            if (counts && agents.size() < WorkerView.AGENTS_SHOWN) {
                agents.add(tenant.said().agentId());
            }
            boolean leaves = tenant.said().worker().equals(worker.id());
            if (!tenant.goal().isEmpty() && (counts || leaves) && moves.size() < WorkerView.AGENTS_SHOWN) {
                moves.add(new WorkerView.Move(
                        tenant.said().agentId(),
                        tenant.said().worker(),
                        tenant.goal(),
                        Instant.ofEpochMilli(tenant.goalMillis()),
                        tenant.planned()));
            }
        }
        return new WorkerView(
                worker.id(),
                region,
                worker.status().name(),
                Instant.ofEpochMilli(worker.sinceMillis()),
                worker.load(),
                worker.agents(),
                worker.heard(),
                worker.lost(),
                agents,
                moves);
    }

    private static PlacementView.Worker worker(WorkerState worker) {
        return new PlacementView.Worker(
                worker.id(),
                worker.status().name(),
                Instant.ofEpochMilli(worker.sinceMillis()),
                worker.load(),
                worker.agents(),
                worker.heard(),
                worker.lost());
    }

    private static PlacementView.Plan plan(StoredPlacement stored) {
        if (stored.getPlanOpen() == 0) {
            return null;
        }
        return new PlacementView.Plan(
                stored.getRegion() + "." + stored.getPlanSequence(),
                stored.getPlanCause(),
                Instant.ofEpochMilli(stored.getPlanStartedMillis()),
                stored.getPlanMoves(),
                stored.getPlanOpen());
    }

    private static int fullestPermille(List<WorkerState> workers) {
        List<WorkerState> live = workers.stream()
                .filter(worker -> worker.status() == WorkerState.Status.LIVE)
                .toList();
        long total = live.stream().mapToLong(WorkerState::load).sum();
        long most = live.stream().mapToLong(WorkerState::load).max().orElse(0);
        return total == 0 ? 0 : (int) (most * live.size() * 1_000 / total);
    }
}
