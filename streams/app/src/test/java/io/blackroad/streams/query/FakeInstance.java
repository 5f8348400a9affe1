package io.blackroad.streams.query;

import io.blackroad.access.AccessHandler;
import io.blackroad.access.AccessSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;

/** One instance of a {@link FakeFleet}: sees only the partitions it holds, and refuses to speak of others. */
final class FakeInstance implements Peers, Copies, Vitals, AutoCloseable {
    /** How far each copy is behind. */
    static final long LAG = 7;

    /** What it sees. */
    final LocalState state;

    private final FakeFleet fleet;
    private final String name;
    private final QueryServer server;

    /** Whether reads fail as they do while stores are restored. */
    volatile boolean restoring;

    /** Everything that it wrongly takes for another's, to provoke a question that goes in circles. */
    volatile Instance mistakenOwner;

    /** Partitions that it follows. */
    final Set<Partition> copied = new ConcurrentSkipListSet<>();

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
        this.state = new FakeState(fleet, this::held);
        this.server = QueryServer.start(
                new QueryConfig("127.0.0.1", 0, peerTimeout),
                new QuerySources(
                        state,
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
    public Holders holdersOfAgent(String agentId) {
        return holders(FakeFleet.ofAgent(agentId));
    }

    @Override
    public Holders holdersOfTarget(TargetKey target) {
        return holders(FakeFleet.ofTarget(target));
    }

    private Holders holders(Partition partition) {
        return new Holders(partition, owner(partition), others());
    }

    @Override
    public Copy of(Partition partition) {
        if (!copied.contains(partition)) {
            throw new StateUnavailableException("there is no copy of " + partition + " here");
        }
        return new Copy(new FakeState(fleet, keyspace -> Set.of(partition)), LAG);
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
