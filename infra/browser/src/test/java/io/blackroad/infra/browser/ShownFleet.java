package io.blackroad.infra.browser;

import io.blackroad.schema.Direction;
import io.blackroad.schema.ScaleDecided;
import io.blackroad.schema.control.Phase;
import io.blackroad.schema.control.Region;
import io.blackroad.streams.live.Seat;
import io.blackroad.streams.live.SeatState;
import io.blackroad.streams.live.Sight;
import io.blackroad.streams.query.AgentView;
import io.blackroad.streams.query.AlertView;
import io.blackroad.streams.query.GpuPoolView;
import io.blackroad.streams.query.Keyspace;
import io.blackroad.streams.query.LocalState;
import io.blackroad.streams.query.Partition;
import io.blackroad.streams.query.PartitionTotals;
import io.blackroad.streams.query.Slice;
import io.blackroad.streams.query.TargetKey;
import io.blackroad.streams.query.TargetView;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;

/**
 * A fleet in memory that a test changes and a page shows. It is a state by the names of its methods; whatever else a state
 * is asked has an empty answer, so that questions that the page does not ask need nothing here.
 */
final class ShownFleet {
    static final List<String> REGIONS = List.of("ap-south", "eu-west", "us-east");
    static final List<String> SERVICES = List.of("api", "gpu", "worker");

    private static final Set<Partition> PARTITIONS = Arrays.stream(Keyspace.values())
            .map(keyspace -> new Partition(keyspace, 0))
            .collect(Collectors.toSet());

    private static final int AGENTS_A_WORKER = 100;

    private final Map<TargetKey, NavigableMap<Long, ScaleDecided>> decisions = new ConcurrentHashMap<>();
    private final Map<TargetKey, TargetView> targets = new ConcurrentHashMap<>();
    private volatile List<Sight> sights = List.of();
    private volatile List<AlertView> alerts = List.of();
    private volatile List<Phase> phases = List.of();

    /** A fleet of nothing. */
    ShownFleet() {}

    /** A decision for each target. */
    void targetsOfAllRegions() {
        for (String region : REGIONS) {
            for (String service : SERVICES) {
                decide(new TargetKey(region, service), Direction.HOLD, 20, 20);
            }
        }
    }

    /** The fleet as a state. */
    LocalState state() {
        return (LocalState) Proxy.newProxyInstance(
                LocalState.class.getClassLoader(), new Class<?>[] {LocalState.class}, this::answer);
    }

    private Object answer(Object proxy, Method question, Object[] arguments) throws ReflectiveOperationException {
        try {
            return ShownFleet.class
                    .getDeclaredMethod(question.getName(), question.getParameterTypes())
                    .invoke(this, arguments);
        } catch (NoSuchMethodException e) {
            return nothing(question.getReturnType());
        }
    }

    private static Object nothing(Class<?> type) {
        if (type == Optional.class) {
            return Optional.empty();
        }
        return type == List.class ? List.of() : new Slice<>(List.of(), PARTITIONS);
    }

    /** So many agents, spread over the regions, a hundred a worker. */
    void agents(int count) {
        List<Sight> next = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String region = REGIONS.get(i % REGIONS.size());
            String worker = String.format("%s-w-%03d", region, i / REGIONS.size() / AGENTS_A_WORKER);
            next.add(new Sight(new Seat("agent-" + i, region, worker), stateOf(i), i % 101));
        }
        sights = next;
    }

    private static SeatState stateOf(int agent) {
        return agent % 97 == 0
                ? SeatState.FAILED
                : agent % 31 == 0 ? SeatState.DRAINING : agent % 3 == 0 ? SeatState.IDLE : SeatState.BUSY;
    }

    /** One more agent. */
    void add(Sight sight) {
        List<Sight> next = new ArrayList<>(sights);
        next.add(sight);
        sights = next;
    }

    /** Every load moves. */
    void move(int percent) {
        sights = sights.stream()
                .map(sight -> new Sight(sight.seat(), sight.state(), (sight.loadPercent() + percent) % 101))
                .toList();
    }

    /** The next decision of a target, after which it runs {@code from} replicas. */
    ScaleDecided decide(TargetKey target, Direction direction, int from, int to) {
        NavigableMap<Long, ScaleDecided> log =
                decisions.computeIfAbsent(target, none -> new ConcurrentSkipListMap<>(Collections.reverseOrder()));
        long sequence = log.isEmpty() ? 1 : log.firstKey() + 1;
        Instant now = Instant.now();
        ScaleDecided decision = Records.decision(target, sequence, now, direction, from, to);
        log.put(sequence, decision);
        targets.put(target, Records.target(target, now, from, 5 + sequence, decision));
        return decision;
    }

    Slice<Sight> sights() {
        return new Slice<>(sights, PARTITIONS);
    }

    Optional<AgentView> agent(String agentId) {
        return sights.stream()
                .map(Sight::seat)
                .filter(seat -> seat.id().equals(agentId))
                .map(seat -> Records.agent(seat.id(), seat.region(), seat.worker(), Instant.now()))
                .findFirst();
    }

    Optional<TargetView> target(TargetKey target) {
        return Optional.ofNullable(targets.get(target));
    }

    Slice<TargetView> targets() {
        return new Slice<>(List.copyOf(new TreeMap<>(targets).values()), PARTITIONS);
    }

    List<ScaleDecided> decisions(TargetKey target, long beforeSequence, int limit) {
        return decisions.getOrDefault(target, new TreeMap<>()).tailMap(beforeSequence, false).values().stream()
                .limit(limit)
                .toList();
    }

    Optional<ScaleDecided> decision(TargetKey target, long sequence) {
        return Optional.ofNullable(
                decisions.getOrDefault(target, new TreeMap<>()).get(sequence));
    }

    /** The fleet is in this phase from now on. */
    void inPhase(Phase phase) {
        phases = List.of(phase);
    }

    /** How the alerts stand from now on. */
    void alerting(AlertView... standing) {
        alerts = List.of(standing);
    }

    Slice<AlertView> alerts() {
        return new Slice<>(alerts, PARTITIONS);
    }

    List<Phase> phases() {
        return phases;
    }

    List<PartitionTotals> totals() {
        return List.of(new PartitionTotals(0, sights.size()));
    }

    Slice<GpuPoolView> gpuPools() {
        return new Slice<>(List.of(Records.gpuPool("us-east", "agent-1", Instant.now())), PARTITIONS);
    }

    List<Region> regions() {
        return List.of(new Region("us-east", 1, "", Instant.EPOCH));
    }
}
