package io.blackroad.streams.placement;

import io.blackroad.placement.OpenPlan;
import io.blackroad.placement.PlacementCounts;
import io.blackroad.placement.PlacementState;
import io.blackroad.placement.Tenant;
import io.blackroad.placement.WorkerState;
import io.blackroad.streams.stored.PlacementNews;
import io.blackroad.streams.stored.StoredPlacement;
import io.blackroad.streams.stored.StoredTenant;
import io.blackroad.streams.stored.StoredWorker;
import java.util.Collection;
import java.util.List;

/** A region's placement between store and domain. */
final class TenantWire {
    private TenantWire() {}

    static StoredTenant stored(Tenant tenant) {
        return new StoredTenant(
                PlacementNews.stored(tenant.said()),
                tenant.placed(),
                tenant.sequence(),
                tenant.goal(),
                tenant.goalMillis(),
                tenant.planned(),
                tenant.movedMillis(),
                tenant.gaveUpMillis(),
                tenant.namedMillis());
    }

    static Tenant tenant(StoredTenant stored) {
        return new Tenant(
                PlacementNews.residence(stored.getSaid()),
                stored.getPlaced(),
                stored.getSequence(),
                stored.getGoal(),
                stored.getGoalMillis(),
                stored.getPlanned(),
                stored.getMovedMillis(),
                stored.getGaveUpMillis(),
                stored.getNamedMillis());
    }

    static StoredPlacement stored(String region, long tick, PlacementState state) {
        OpenPlan plan = state.plan();
        PlacementCounts counts = state.counts();
        return new StoredPlacement(
                region,
                tick,
                state.workers().stream().map(TenantWire::stored).toList(),
                plan.sequence(),
                plan.cause(),
                plan.startedMillis(),
                plan.moves(),
                plan.open(),
                counts.placed(),
                counts.plans(),
                counts.planned(),
                counts.done(),
                counts.givenUp(),
                counts.ended(),
                state.unfinished(),
                state.lookMillis());
    }

    static PlacementState state(StoredPlacement stored, Collection<StoredTenant> tenants) {
        return PlacementState.restore(
                tenants.stream().map(TenantWire::tenant).toList(),
                workers(stored),
                new OpenPlan(
                        stored.getPlanSequence(),
                        stored.getPlanCause(),
                        stored.getPlanStartedMillis(),
                        stored.getPlanMoves(),
                        stored.getPlanOpen()),
                counts(stored),
                stored.getUnfinished(),
                stored.getLookMillis());
    }

    static List<WorkerState> workers(StoredPlacement stored) {
        return stored.getWorkers().stream().map(TenantWire::worker).toList();
    }

    static PlacementCounts counts(StoredPlacement stored) {
        return new PlacementCounts(
                stored.getPlaced(),
                stored.getPlans(),
                stored.getPlanned(),
                stored.getDone(),
                stored.getGivenUp(),
                stored.getEnded());
    }

    private static StoredWorker stored(WorkerState worker) {
        return new StoredWorker(
                worker.id(),
                worker.status().ordinal(),
                worker.sinceMillis(),
                worker.writtenMicros(),
                worker.load(),
                worker.agents(),
                worker.heard(),
                worker.lost(),
                worker.forgiven());
    }

    private static WorkerState worker(StoredWorker stored) {
        return new WorkerState(
                stored.getId(),
                WorkerState.Status.values()[stored.getStatus()],
                stored.getSinceMillis(),
                stored.getWrittenMicros(),
                stored.getLoad(),
                stored.getAgents(),
                stored.getHeard(),
                stored.getLost(),
                stored.getForgiven());
    }
}
