package io.blackroad.streams.query;

import io.blackroad.ring.StableHash;
import io.blackroad.schema.ScaleDecided;
import io.blackroad.schema.ScaleJudged;
import io.blackroad.schema.control.Budget;
import io.blackroad.schema.control.Phase;
import io.blackroad.schema.control.Price;
import io.blackroad.schema.control.Region;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The whole state of a group in memory, cut into partitions, and which of its instances holds each. */
final class FakeFleet {
    static final int AGENT_PARTITIONS = 4;
    static final int TARGET_PARTITIONS = 3;

    final NavigableMap<String, AgentView> agents = new TreeMap<>(IdOrder.BYTES);
    final Map<TargetKey, TargetView> targets = new TreeMap<>();
    final Map<TargetKey, NavigableMap<Long, ScaleDecided>> decisions = new HashMap<>();
    /** What became of decisions, by target and sequence, as in us-east/api.5. */
    final Map<String, ScaleJudged> effects = new HashMap<>();

    final List<GpuPoolView> gpuPools = new ArrayList<>();
    final List<PlacementView> placements = new ArrayList<>();
    final List<Region> regions = new ArrayList<>();
    final List<Price> prices = new ArrayList<>();
    final List<AlertView> alerts = new ArrayList<>();
    final List<Phase> phases = new ArrayList<>();
    final List<Budget> budgets = new ArrayList<>();
    final List<CostBook> costs = new ArrayList<>();
    final List<Held> holdings = new ArrayList<>();

    /** Who holds a partition; absent for nobody. */
    private final Map<Partition, String> holders = new ConcurrentHashMap<>();

    private final Map<String, Instance> addresses = new ConcurrentHashMap<>();

    /** Spreads the partitions over instances of these names in turn. */
    FakeFleet(String... names) {
        int next = 0;
        for (Keyspace keyspace : Keyspace.values()) {
            for (Partition partition : all(keyspace)) {
                holders.put(partition, names[next++ % names.length]);
            }
        }
    }

    static Set<Partition> all(Keyspace keyspace) {
        int count =
                switch (keyspace) {
                    case AGENT -> AGENT_PARTITIONS;
                    case TARGET, REGION, PLACEMENT -> TARGET_PARTITIONS;
                    case FLEET -> 1;
                };
        return IntStream.range(0, count)
                .mapToObj(number -> new Partition(keyspace, number))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static Partition ofAgent(String id) {
        return partition(Keyspace.AGENT, id, AGENT_PARTITIONS);
    }

    static Partition ofTarget(TargetKey target) {
        return partition(Keyspace.TARGET, target.id(), TARGET_PARTITIONS);
    }

    static Partition ofRegion(String region) {
        return partition(Keyspace.REGION, region, TARGET_PARTITIONS);
    }

    static Partition ofPlacement(String region) {
        return partition(Keyspace.PLACEMENT, region, TARGET_PARTITIONS);
    }

    private static Partition partition(Keyspace keyspace, String key, int count) {
        return new Partition(keyspace, (int) Long.remainderUnsigned(StableHash.of(key, 1), count));
    }

    void add(AgentView agent) {
        agents.put(agent.id(), agent);
    }

    void add(ScaleDecided decision) {
        TargetKey key = new TargetKey(decision.getRegion(), decision.getService());
        decisions
                .computeIfAbsent(key, none -> new TreeMap<>(Comparator.reverseOrder()))
                .put(decision.getSequence(), decision);
        targets.put(key, Facts.target(key, decisions.get(key).firstEntry().getValue()));
    }

    void join(String name, Instance address) {
        addresses.put(name, address);
    }

    Map<String, Instance> addresses() {
        return addresses;
    }

    void give(Partition partition, String name) {
        holders.put(partition, name);
    }

    void lose(Partition partition) {
        holders.remove(partition);
    }

    String holder(Partition partition) {
        return holders.get(partition);
    }

    Set<Partition> held(String name, Keyspace keyspace) {
        return all(keyspace).stream()
                .filter(partition -> name.equals(holders.get(partition)))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
