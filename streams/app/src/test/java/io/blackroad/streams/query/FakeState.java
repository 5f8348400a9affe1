package io.blackroad.streams.query;

import io.blackroad.schema.ScaleDecided;
import io.blackroad.schema.ScaleJudged;
import io.blackroad.schema.control.Budget;
import io.blackroad.schema.control.Phase;
import io.blackroad.schema.control.Price;
import io.blackroad.schema.control.Region;
import io.blackroad.streams.live.Seat;
import io.blackroad.streams.live.SeatState;
import io.blackroad.streams.live.Sight;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;

/** A part of a {@link FakeFleet} as one instance sees it: it refuses to speak of other partitions. */
final class FakeState implements LocalState {
    private final FakeFleet fleet;
    private final Function<Keyspace, Set<Partition>> readable;

    /** @param readable the partitions that can be read now */
    FakeState(FakeFleet fleet, Function<Keyspace, Set<Partition>> readable) {
        this.fleet = fleet;
        this.readable = readable;
    }

    private boolean holds(TargetKey target) {
        return readable.apply(Keyspace.TARGET).contains(FakeFleet.ofTarget(target));
    }

    @Override
    public Optional<AgentView> agent(String agentId) {
        return readable.apply(Keyspace.AGENT).contains(FakeFleet.ofAgent(agentId))
                ? Optional.ofNullable(fleet.agents.get(agentId))
                : Optional.empty();
    }

    @Override
    public Slice<AgentView> agents(AgentFilter filter, String afterId, int limit) {
        Set<Partition> held = readable.apply(Keyspace.AGENT);
        List<AgentView> found = fleet.agents.tailMap(afterId, false).values().stream()
                .filter(agent -> held.contains(FakeFleet.ofAgent(agent.id())))
                .filter(filter::accepts)
                .limit(limit)
                .toList();
        return new Slice<>(found, held);
    }

    @Override
    public Slice<Sight> sights() {
        Set<Partition> held = readable.apply(Keyspace.AGENT);
        List<Sight> sights = fleet.agents.values().stream()
                .filter(agent -> held.contains(FakeFleet.ofAgent(agent.id())))
                .map(agent -> new Sight(
                        new Seat(agent.id(), agent.region(), agent.worker()), SeatState.valueOf(agent.state()), (int)
                                (100 * agent.cpuUsedMillis() / agent.cpuRequestedMillis())))
                .toList();
        return new Slice<>(sights, held);
    }

    @Override
    public Optional<TargetView> target(TargetKey target) {
        return holds(target) ? Optional.ofNullable(fleet.targets.get(target)) : Optional.empty();
    }

    @Override
    public Slice<TargetView> targets() {
        Set<Partition> held = readable.apply(Keyspace.TARGET);
        return new Slice<>(
                fleet.targets.values().stream()
                        .filter(target -> held.contains(FakeFleet.ofTarget(target.key())))
                        .toList(),
                held);
    }

    @Override
    public List<ScaleDecided> decisions(TargetKey target, long beforeSequence, int limit) {
        return holds(target) && fleet.decisions.containsKey(target)
                ? fleet.decisions.get(target).tailMap(beforeSequence, false).values().stream()
                        .limit(limit)
                        .toList()
                : List.of();
    }

    @Override
    public Optional<ScaleDecided> decision(TargetKey target, long sequence) {
        return holds(target)
                ? Optional.ofNullable(fleet.decisions.get(target)).map(log -> log.get(sequence))
                : Optional.empty();
    }

    @Override
    public Optional<ScaleJudged> effect(TargetKey target, long sequence) {
        return holds(target) ? Optional.ofNullable(fleet.effects.get(target.id() + "." + sequence)) : Optional.empty();
    }

    @Override
    public List<PartitionTotals> totals() {
        List<PartitionTotals> totals = new ArrayList<>();
        for (Partition partition : readable.apply(Keyspace.AGENT)) {
            long active = fleet.agents.keySet().stream()
                    .filter(id -> FakeFleet.ofAgent(id).equals(partition))
                    .count();
            totals.add(new PartitionTotals(partition.number(), active));
        }
        return totals;
    }

    @Override
    public Slice<TopicBalance> balance() {
        Set<Partition> held = readable.apply(Keyspace.AGENT);
        return new Slice<>(
                List.of(new TopicBalance(
                        "fleet.agent.metric-sampled.v1",
                        10L * held.size(),
                        7L * held.size(),
                        held.size(),
                        0,
                        0,
                        2L * held.size())),
                held);
    }

    @Override
    public Slice<GpuPoolView> gpuPools() {
        Set<Partition> held = readable.apply(Keyspace.REGION);
        return new Slice<>(
                fleet.gpuPools.stream()
                        .filter(pool -> held.contains(FakeFleet.ofRegion(pool.region())))
                        .toList(),
                held);
    }

    @Override
    public Slice<AlertView> alerts() {
        Set<Partition> held = readable.apply(Keyspace.TARGET);
        boolean mine = held.contains(new Partition(Keyspace.TARGET, 0));
        Set<Partition> read = new TreeSet<>(held);
        read.addAll(readable.apply(Keyspace.REGION));
        return new Slice<>(mine ? fleet.alerts : List.of(), read);
    }

    @Override
    public Slice<PlacementView> placements() {
        Set<Partition> held = readable.apply(Keyspace.PLACEMENT);
        return new Slice<>(
                fleet.placements.stream()
                        .filter(region -> held.contains(FakeFleet.ofPlacement(region.region())))
                        .toList(),
                held);
    }

    @Override
    public Slice<WorkerView> worker(String id) {
        Set<Partition> held = readable.apply(Keyspace.PLACEMENT);
        return new Slice<>(
                fleet.placements.stream()
                        .filter(region -> held.contains(FakeFleet.ofPlacement(region.region())))
                        .flatMap(region -> Facts.worker(region, id).stream())
                        .toList(),
                held);
    }

    @Override
    public List<Region> regions() {
        return fleet.regions;
    }

    @Override
    public Slice<CostBook> cost(Duration back) {
        Set<Partition> held = readable.apply(Keyspace.FLEET);
        return new Slice<>(held.isEmpty() ? List.of() : fleet.costs, held);
    }

    @Override
    public Set<Partition> holdings(Consumer<Held> visitor) {
        Set<Partition> held = new HashSet<>(readable.apply(Keyspace.AGENT));
        fleet.holdings.stream()
                .filter(each -> held.contains(FakeFleet.ofAgent(each.agentId())))
                .forEach(visitor);
        held.addAll(readable.apply(Keyspace.REGION));
        return held;
    }

    @Override
    public List<Budget> budgets() {
        return fleet.budgets;
    }

    @Override
    public List<Price> prices() {
        return fleet.prices;
    }

    @Override
    public List<Phase> phases() {
        return fleet.phases;
    }
}
