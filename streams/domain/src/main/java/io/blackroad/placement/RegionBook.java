package io.blackroad.placement;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** A region's agents and workers while a turn changes them; keeps the sums of the workers in step. */
final class RegionBook {
    private final Tenants.Edit tenants;
    private final SortedMap<String, WorkerState> workers;
    private final TreeSet<String> unsettled;
    private final TreeSet<String> changed = new TreeSet<>();

    RegionBook(PlacementState before) {
        this.tenants = new Tenants.Edit(before.tenants);
        this.workers = new TreeMap<>(before.workers);
        this.unsettled = new TreeSet<>(before.unsettled);
    }

    PlacementState state(OpenPlan plan, PlacementCounts counts, boolean unfinished, long lookMillis) {
        return new PlacementState(tenants.done(), workers, unsettled, plan, counts, unfinished, lookMillis, changed);
    }

    Tenant tenant(String agentId) {
        return tenants.get(agentId);
    }

    void forEach(Consumer<Tenant> action) {
        tenants.forEach(action);
    }

    /** Null when there never was a row of this name. */
    WorkerState worker(String id) {
        return workers.get(id);
    }

    List<WorkerState> workers() {
        return new ArrayList<>(workers.values());
    }

    /** Agents that are on their way or have no worker that is there, by id. */
    List<String> unsettled() {
        return new ArrayList<>(unsettled);
    }

    void put(Tenant tenant) {
        String id = tenant.said().agentId();
        Tenant before = tenants.get(id);
        if (tenant.equals(before)) {
            return;
        }
        if (before != null) {
            count(before, -1);
        }
        tenants.put(tenant);
        count(tenant, 1);
        mark(tenant);
        changed.add(id);
    }

    void remove(String agentId) {
        count(tenants.get(agentId), -1);
        tenants.remove(agentId);
        unsettled.remove(agentId);
        changed.add(agentId);
    }

    void put(WorkerState worker) {
        workers.put(worker.id(), worker);
    }

    void drop(WorkerState worker) {
        workers.remove(worker.id());
    }

    /** Makes the sums anew, after workers were added: agents may have been there before their rows. */
    void recount() {
        workers.replaceAll((id, worker) -> worker.uncounted());
        tenants.forEach(tenant -> count(tenant, 1));
        markAll();
    }

    /** Looks for agents without a worker anew, after workers came or went. */
    void markAll() {
        unsettled.clear();
        tenants.forEach(this::mark);
    }

    /** True when an agent runs, or ran, and has no worker on which that can go on. */
    boolean homeless(Tenant tenant) {
        String home = tenant.home();
        WorkerState worker = workers.get(home);
        boolean gone = worker != null && worker.status().gone();
        return switch (tenant.said().phase()) {
            case RUNNING -> home.isEmpty() || gone || toldNothing(tenant, worker);
            case LOST -> gone;
            case DRAINING, STOPPED, FORGOTTEN, LEFT -> false;
        };
    }

    /** Agents that nobody hears of and that belong to one of some workers. */
    List<Tenant> lostOn(Set<String> some) {
        List<Tenant> lost = new ArrayList<>();
        tenants.forEach(tenant -> {
            if (tenant.said().phase() == Residence.Phase.LOST && some.contains(tenant.home())) {
                lost.add(tenant);
            }
        });
        return lost;
    }

    /** Whoever does not say where it is knows of no moves. It is placed anew when it has to leave. */
    private static boolean toldNothing(Tenant tenant, WorkerState worker) {
        return tenant.said().worker().isEmpty() && worker != null && worker.status() == WorkerState.Status.DRAINING;
    }

    private void mark(Tenant tenant) {
        if (!tenant.goal().isEmpty() || homeless(tenant)) {
            unsettled.add(tenant.said().agentId());
        } else {
            unsettled.remove(tenant.said().agentId());
        }
    }

    private void count(Tenant tenant, int sign) {
        String home = tenant.home();
        if (tenant.counts()) {
            workers.computeIfPresent(
                    home, (id, worker) -> worker.plus(sign * tenant.said().load(), sign));
        }
        String at = tenant.said().worker();
        if (tenant.said().runs()) {
            workers.computeIfPresent(at, (id, worker) -> worker.said(sign, 0));
        } else if (tenant.said().phase() == Residence.Phase.LOST && home.equals(at)) {
            workers.computeIfPresent(at, (id, worker) -> worker.said(0, sign));
        }
    }
}
