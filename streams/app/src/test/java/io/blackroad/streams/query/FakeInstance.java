package io.blackroad.streams.query;

import io.blackroad.access.AccessHandler;
import io.blackroad.access.AccessSettings;
import io.blackroad.schema.ScaleDecided;
import io.blackroad.schema.ScaleJudged;
import io.blackroad.schema.control.Budget;
import io.blackroad.schema.control.Phase;
import io.blackroad.schema.control.Price;
import io.blackroad.schema.control.Region;
import io.blackroad.streams.live.Seat;
import io.blackroad.streams.live.SeatState;
import io.blackroad.streams.live.Sight;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** One instance of a {@link FakeFleet}: sees only the partitions it holds, and refuses to speak of others. */
final class FakeInstance implements LocalState, Peers, Vitals, AutoCloseable {
    private final FakeFleet fleet;
    private final String name;
    private final QueryServer server;

    /** Whether reads fail as they do while stores are restored. */
    volatile boolean restoring;

    /** Everything that it wrongly takes for another's, to provoke a question that goes in circles. */
    volatile Instance mistakenOwner;

    volatile String failure;
    volatile List<String> missing = List.of();

    FakeInstance(FakeFleet fleet, String name) {
        this(fleet, name, Group.PATIENT);
    }

    FakeInstance(FakeFleet fleet, String name, Duration peerTimeout) {
        this(fleet, name, peerTimeout, AccessSettings.none());
    }

    FakeInstance(FakeFleet fleet, String name, Duration peerTimeout, AccessSettings access) {
        this.fleet = fleet;
        this.name = name;
        this.server = QueryServer.start(
                new QueryConfig("127.0.0.1", 0, peerTimeout),
                new QuerySources(
                        this,
                        this,
                        this,
                        new FakeExplainer(),
                        () -> "# HELP blackroad_agents_active Agents alive\nblackroad_agents_active 3.0\n",
                        InstantSource.fixed(Facts.NOON)),
                new AccessHandler(access, new SimpleMeterRegistry()),
                Optional.empty());
        fleet.join(name, address());
    }

    Instance address() {
        return new Instance("127.0.0.1", server.port());
    }

    QueryServer server() {
        return server;
    }

    @Override
    public Owner ownerOfAgent(String agentId) {
        return owner(FakeFleet.ofAgent(agentId));
    }

    @Override
    public Owner ownerOfTarget(TargetKey target) {
        return owner(FakeFleet.ofTarget(target));
    }

    private Owner owner(Partition partition) {
        if (mistakenOwner != null) {
            return new Owner.Other(mistakenOwner);
        }
        String holder = fleet.holder(partition);
        if (holder == null) {
            return new Owner.Nobody("partition " + partition + " is being assigned");
        }
        return holder.equals(name)
                ? new Owner.Self()
                : new Owner.Other(fleet.addresses().get(holder));
    }

    @Override
    public List<Instance> others() {
        Map<String, Instance> others = new TreeMap<>(fleet.addresses());
        others.remove(name);
        return List.copyOf(others.values());
    }

    @Override
    public Set<Partition> partitions(Keyspace keyspace) {
        return FakeFleet.all(keyspace);
    }

    private Set<Partition> held(Keyspace keyspace) {
        if (restoring) {
            throw new StateUnavailableException("the stores of " + name + " are being restored");
        }
        return fleet.held(name, keyspace);
    }

    private boolean holds(TargetKey target) {
        return held(Keyspace.TARGET).contains(FakeFleet.ofTarget(target));
    }

    @Override
    public Optional<AgentView> agent(String agentId) {
        return held(Keyspace.AGENT).contains(FakeFleet.ofAgent(agentId))
                ? Optional.ofNullable(fleet.agents.get(agentId))
                : Optional.empty();
    }

    @Override
    public Slice<AgentView> agents(AgentFilter filter, String afterId, int limit) {
        Set<Partition> held = held(Keyspace.AGENT);
        List<AgentView> found = fleet.agents.tailMap(afterId, false).values().stream()
                .filter(agent -> held.contains(FakeFleet.ofAgent(agent.id())))
                .filter(filter::accepts)
                .limit(limit)
                .toList();
        return new Slice<>(found, held);
    }

    @Override
    public Slice<Sight> sights() {
        Set<Partition> held = held(Keyspace.AGENT);
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
        Set<Partition> held = held(Keyspace.TARGET);
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
        for (Partition partition : held(Keyspace.AGENT)) {
            long active = fleet.agents.keySet().stream()
                    .filter(id -> FakeFleet.ofAgent(id).equals(partition))
                    .count();
            totals.add(new PartitionTotals(partition.number(), active));
        }
        return totals;
    }

    @Override
    public Slice<TopicBalance> balance() {
        Set<Partition> held = held(Keyspace.AGENT);
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
        Set<Partition> held = held(Keyspace.REGION);
        return new Slice<>(
                fleet.gpuPools.stream()
                        .filter(pool -> held.contains(FakeFleet.ofRegion(pool.region())))
                        .toList(),
                held);
    }

    @Override
    public Slice<AlertView> alerts() {
        Set<Partition> held = held(Keyspace.TARGET);
        boolean mine = held.contains(new Partition(Keyspace.TARGET, 0));
        Set<Partition> read = new TreeSet<>(held);
        read.addAll(held(Keyspace.REGION));
        return new Slice<>(mine ? fleet.alerts : List.of(), read);
    }

    @Override
    public Slice<PlacementView> placements() {
        Set<Partition> held = held(Keyspace.PLACEMENT);
        return new Slice<>(
                fleet.placements.stream()
                        .filter(region -> held.contains(FakeFleet.ofPlacement(region.region())))
                        .toList(),
                held);
    }

    @Override
    public Slice<WorkerView> worker(String id) {
        Set<Partition> held = held(Keyspace.PLACEMENT);
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
        Set<Partition> held = held(Keyspace.FLEET);
        return new Slice<>(held.isEmpty() ? List.of() : fleet.costs, held);
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

    @Override
    public Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public List<String> missing() {
        return missing;
    }

    @Override
    public void close() {
        server.close();
    }
}
