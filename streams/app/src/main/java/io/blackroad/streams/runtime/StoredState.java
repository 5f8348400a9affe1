package io.blackroad.streams.runtime;

import io.blackroad.schema.LoadSampled;
import io.blackroad.schema.ScaleDecided;
import io.blackroad.schema.ScaleJudged;
import io.blackroad.schema.control.Budget;
import io.blackroad.schema.control.Phase;
import io.blackroad.schema.control.Price;
import io.blackroad.schema.control.Region;
import io.blackroad.schema.control.Rule;
import io.blackroad.schema.control.Target;
import io.blackroad.streams.live.Sight;
import io.blackroad.streams.load.Keys;
import io.blackroad.streams.load.LoadTopology;
import io.blackroad.streams.query.AgentFilter;
import io.blackroad.streams.query.AgentView;
import io.blackroad.streams.query.AlertView;
import io.blackroad.streams.query.CostBook;
import io.blackroad.streams.query.GpuPoolView;
import io.blackroad.streams.query.Held;
import io.blackroad.streams.query.Keyspace;
import io.blackroad.streams.query.LocalState;
import io.blackroad.streams.query.Partition;
import io.blackroad.streams.query.PartitionTotals;
import io.blackroad.streams.query.PlacementView;
import io.blackroad.streams.query.Slice;
import io.blackroad.streams.query.TargetKey;
import io.blackroad.streams.query.TargetView;
import io.blackroad.streams.query.TopicBalance;
import io.blackroad.streams.query.WorkerView;
import io.blackroad.streams.scaling.DecisionHistory;
import io.blackroad.streams.scaling.ScalingTopology;
import io.blackroad.streams.scaling.WarmWire;
import io.blackroad.streams.stored.StoredTarget;
import io.blackroad.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What queries see of this instance, read from its stores. */
final class StoredState implements LocalState {
    private final LocalStores stores;
    private final StoredAgents agents;
    private final Balances balances;
    private final StoredAlerting alerts;
    private final StoredPools pools;
    private final StoredPlacements placements;
    private final StoredCosts costs;
    private final StoredHoldings holdings;
    private final StoredShadows shadows;
    private final StoredSights sights;

    StoredState(LocalStores stores, StoredAgents agents, Balances balances, StoredSights sights) {
        this.stores = stores;
        this.agents = agents;
        this.balances = balances;
        this.sights = sights;
        this.alerts = new StoredAlerting(stores);
        this.pools = new StoredPools(stores);
        this.placements = new StoredPlacements(stores);
        this.costs = new StoredCosts(stores);
        this.holdings = new StoredHoldings(stores);
        this.shadows = new StoredShadows(stores);
    }

    @Override
    public Optional<AgentView> agent(String agentId) {
        return agents.agent(agentId);
    }

    @Override
    public Slice<AgentView> agents(AgentFilter filter, String afterId, int limit) {
        return agents.agents(filter, afterId, limit);
    }

    @Override
    public Slice<Sight> sights() {
        return sights.all();
    }

    @Override
    public List<PartitionTotals> totals() {
        return agents.totals();
    }

    @Override
    public Slice<TopicBalance> balance() {
        return balances.balance();
    }

    @Override
    public Optional<TargetView> target(TargetKey target) {
        TargetView view = view(
                target, stores.rows(Topics.RULES), Keys.partitionOf(target.placement(), stores.count(Keyspace.TARGET)));
        boolean known = view.row() != null || view.sample() != null || view.lastDecision() != null;
        return known ? Optional.of(view) : Optional.empty();
    }

    @Override
    public Slice<TargetView> targets() {
        Set<Integer> local = stores.active(Keyspace.TARGET);
        Set<TargetKey> keys = new TreeSet<>();
        for (Target row : stores.rows(Topics.TARGETS)) {
            keys.add(new TargetKey(row.getRegion(), row.getService()));
        }
        for (int partition : local) {
            LocalStores.drain(
                            stores.<LoadSampled>keyValues(LoadTopology.SAMPLE_STORE, partition)
                                    .all(),
                            Integer.MAX_VALUE)
                    .forEach(entry -> keys.add(new TargetKey(entry.value.getRegion(), entry.value.getService())));
        }
        List<Rule> rules = stores.rows(Topics.RULES);
        List<TargetView> views = new ArrayList<>();
        for (TargetKey key : keys) {
            int partition = Keys.partitionOf(key.id(), stores.count(Keyspace.TARGET));
            if (local.contains(partition)) {
                views.add(view(key, rules, partition));
            }
        }
        return new Slice<>(views, partitions(Keyspace.TARGET, local));
    }

    @Override
    public List<ScaleDecided> decisions(TargetKey target, long beforeSequence, int limit) {
        return stores.decisions(
                target, Keys.partitionOf(target.placement(), stores.count(Keyspace.TARGET)), beforeSequence, limit);
    }

    @Override
    public Optional<ScaleDecided> decision(TargetKey target, long sequence) {
        int partition = Keys.partitionOf(target.placement(), stores.count(Keyspace.TARGET));
        return Optional.ofNullable(stores.<ScaleDecided>keyValues(ScalingTopology.DECISION_STORE, partition)
                .get(DecisionHistory.key(target.id(), sequence)));
    }

    @Override
    public Optional<ScaleJudged> effect(TargetKey target, long sequence) {
        int partition = Keys.partitionOf(target.placement(), stores.count(Keyspace.TARGET));
        return Optional.ofNullable(stores.<ScaleJudged>keyValues(ScalingTopology.EFFECT_STORE, partition)
                .get(DecisionHistory.key(target.id(), sequence)));
    }

    @Override
    public Slice<GpuPoolView> gpuPools() {
        return pools.pools();
    }

    @Override
    public Slice<AlertView> alerts() {
        return alerts.alerts();
    }

    @Override
    public Slice<PlacementView> placements() {
        return placements.placements();
    }

    @Override
    public Slice<WorkerView> worker(String id) {
        return placements.worker(id);
    }

    @Override
    public List<Region> regions() {
        return stores.rows(Topics.REGIONS);
    }

    @Override
    public Slice<CostBook> cost(Duration back) {
        return costs.books(back);
    }

    @Override
    public Set<Partition> holdings(Consumer<Held> visitor) {
        return holdings.each(visitor);
    }

    @Override
    public List<Budget> budgets() {
        return stores.rows(Topics.BUDGETS);
    }

    @Override
    public List<Price> prices() {
        return stores.rows(Topics.PRICES);
    }

    @Override
    public List<Phase> phases() {
        return stores.rows(Topics.PHASES);
    }

    static Set<Partition> partitions(Keyspace keyspace, Set<Integer> numbers) {
        return numbers.stream().map(number -> new Partition(keyspace, number)).collect(Collectors.toSet());
    }

    private TargetView view(TargetKey key, List<Rule> rules, int partition) {
        Target row = stores.row(Topics.TARGETS, key.id());
        Rule own = stores.row(Topics.RULES, key.id());
        Rule rule = own != null || row == null ? own : stores.row(Topics.RULES, row.getRuleId());
        LoadSampled sample = stores.<LoadSampled>keyValues(LoadTopology.SAMPLE_STORE, partition)
                .get(key.id());
        StoredTarget state = stores.<StoredTarget>keyValues(ScalingTopology.SCALING_STORE, partition)
                .get(key.id());
        List<ScaleDecided> last = stores.decisions(key, partition, Long.MAX_VALUE, 1);
        return new TargetView(
                key,
                row,
                rule,
                sample,
                state == null ? TargetView.UNKNOWN : state.getReplicas(),
                state == null ? TargetView.UNKNOWN : state.getReady(),
                WarmWire.warm(state),
                last.isEmpty() ? null : last.get(0),
                row == null ? List.of() : shadows.of(key, row.getRuleId(), rules, partition));
    }
}
