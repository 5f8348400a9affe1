package io.blackroad.placement;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The agents and workers of one region. Immutable; {@link Placements} makes the next one. */
public final class PlacementState {
    /** Nothing there. */
    public static final PlacementState EMPTY = new PlacementState(
            Tenants.NONE,
            new TreeMap<>(),
            new TreeSet<>(),
            OpenPlan.NONE,
            PlacementCounts.NONE,
            false,
            0,
            Collections.emptySortedSet());

    final Tenants tenants;
    final SortedMap<String, WorkerState> workers;

    /** Agents that are on their way, or have no worker that is there. */
    final SortedSet<String> unsettled;

    final OpenPlan plan;
    final PlacementCounts counts;
    final boolean unfinished;
    final long lookMillis;
    private final SortedSet<String> changed;

    PlacementState(
            Tenants tenants,
            SortedMap<String, WorkerState> workers,
            SortedSet<String> unsettled,
            OpenPlan plan,
            PlacementCounts counts,
            boolean unfinished,
            long lookMillis,
            SortedSet<String> changed) {
        this.tenants = tenants;
        this.workers = workers;
        this.unsettled = unsettled;
        this.plan = plan;
        this.counts = counts;
        this.unfinished = unfinished;
        this.lookMillis = lookMillis;
        this.changed = changed;
    }

    /**
     * A region from what was remembered of it; sums of the workers are made anew.
     *
     * @param unfinished what {@link #unfinished} gave
     * @param lookMillis what {@link #lookMillis} gave
     */
    public static PlacementState restore(
            Collection<Tenant> tenants,
            Collection<WorkerState> workers,
            OpenPlan plan,
            PlacementCounts counts,
            boolean unfinished,
            long lookMillis) {
        SortedMap<String, WorkerState> byId = new TreeMap<>();
        workers.forEach(worker -> byId.put(worker.id(), worker));
        RegionBook book = new RegionBook(new PlacementState(
                Tenants.NONE, byId, new TreeSet<>(), plan, counts, unfinished, lookMillis, new TreeSet<>()));
        tenants.forEach(book::put);
        book.recount();
        return book.state(plan, counts, unfinished, lookMillis);
    }

    /** Its workers, by name. */
    public List<WorkerState> workers() {
        return List.copyOf(workers.values());
    }

    /** What is known of an agent. */
    public Optional<Tenant> tenant(String agentId) {
        return Optional.ofNullable(tenants.get(agentId));
    }

    /** What is to be said of some of its agents of whom nothing can be heard, in the order of their ids. */
    public List<Residence> lost(Predicate<String> agentIds) {
        List<Residence> lost = new ArrayList<>();
        tenants.forEach(tenant -> {
            if (tenant.said().runs() && agentIds.test(tenant.said().agentId())) {
                lost.add(tenant.said().entering(Residence.Phase.LOST));
            }
        });
        lost.sort(Comparator.comparing(Residence::agentId));
        return lost;
    }

    /** Gives away what is known of each agent, in no order. */
    public void forEach(Consumer<Tenant> action) {
        tenants.forEach(action);
    }

    /** How many agents it knows. */
    public int agents() {
        return tenants.size();
    }

    /** The plan that is being carried out; {@link OpenPlan#NONE} when there is none. */
    public OpenPlan plan() {
        return plan;
    }

    /** What became of placements and moves. */
    public PlacementCounts counts() {
        return counts;
    }

    /** True when a rebalance has begun and is not at its end. */
    public boolean unfinished() {
        return unfinished;
    }

    /** Before this time the region is not looked at for a rebalance, milliseconds since 1970. */
    public long lookMillis() {
        return lookMillis;
    }

    /** Agents that the last turn changed or removed, in order. */
    public Set<String> changed() {
        return Collections.unmodifiableSet(changed);
    }
}
