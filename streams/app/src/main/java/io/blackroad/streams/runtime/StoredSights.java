package io.blackroad.streams.runtime;

import io.blackroad.agent.AgentState;
import io.blackroad.agent.AgentStatus;
import io.blackroad.streams.agent.AgentSettings;
import io.blackroad.streams.agent.AgentTableStore;
import io.blackroad.streams.agent.AgentTables;
import io.blackroad.streams.agent.AgentTopology;
import io.blackroad.streams.agent.AgentWire;
import io.blackroad.streams.live.Seat;
import io.blackroad.streams.live.SeatState;
import io.blackroad.streams.live.Sight;
import io.blackroad.streams.query.Keyspace;
import io.blackroad.streams.query.Slice;
import io.blackroad.streams.stored.StoredAgent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * All agents of this instance at one glance. States and loads come from the agent table, each time. Who sits where is in
 * the hard store and seldom changes, so it is remembered and read again in turn: a tenth of the agents each time.
 */
final class StoredSights {
    private static final int TURNS = 10;
    private static final AgentStatus[] STATUSES = AgentStatus.values();

    private final LocalStores stores;
    private final long freshMicros;
    private final long lostMicros;
    private final Map<Integer, Known[]> known = new HashMap<>();
    private int turn;

    StoredSights(LocalStores stores, AgentSettings settings) {
        this.stores = stores;
        this.freshMicros = settings.fresh().toNanos() / 1_000;
        this.lostMicros = settings.lost().toNanos() / 1_000;
    }

    /** An agent of a slot; without a seat when its place is not known. */
    private record Known(byte[] id, Seat seat, AgentStatus status) {}

    synchronized Slice<Sight> all() {
        Set<Integer> local = stores.active(Keyspace.AGENT);
        known.keySet().retainAll(local);
        turn = (turn + 1) % TURNS;
        List<Sight> sights = new ArrayList<>();
        for (int partition : local) {
            read(partition, sights);
        }
        return new Slice<>(sights, StoredState.partitions(Keyspace.AGENT, local));
    }

    private void read(int partition, List<Sight> sights) {
        AgentTableStore table = stores.store(AgentTableStore.NAME, new AgentTables(), partition);
        ReadOnlyKeyValueStore<String, StoredAgent> hard = stores.keyValues(AgentTopology.AGENT_STORE, partition);
        long now = table.newestTickMicros();
        Known[][] slots = {known.getOrDefault(partition, new Known[0])};
        table.each((slot, id, status, heardAt, sampledAt, loadPercent) -> {
            if (slot >= slots[0].length) {
                slots[0] = Arrays.copyOf(slots[0], Math.max(1_024, slot + (slot >> 1) + 1));
            }
            Known agent = slots[0][slot];
            if (agent == null || slot % TURNS == turn || !Arrays.equals(agent.id(), id)) {
                agent = read(hard, id);
                slots[0][slot] = agent;
            }
            if (agent.seat() == null) {
                return;
            }
            boolean lost = heardAt < now - lostMicros;
            SeatState state = SeatState.of(status < 0 ? agent.status() : STATUSES[status], lost);
            if (state != null) {
                sights.add(new Sight(
                        agent.seat(), state, sampledAt >= now - freshMicros && !lost ? loadPercent : Sight.UNKNOWN));
            }
        });
        known.put(partition, slots[0]);
    }

    private static Known read(ReadOnlyKeyValueStore<String, StoredAgent> hard, byte[] id) {
        String name = new String(id, StandardCharsets.UTF_8);
        StoredAgent stored = hard.get(name);
        if (stored == null) {
            return new Known(id, null, AgentStatus.REGISTERED);
        }
        AgentState state = AgentWire.state(stored);
        return new Known(
                id,
                new Seat(name, state.description().region(), state.description().worker()),
                state.status());
    }
}
