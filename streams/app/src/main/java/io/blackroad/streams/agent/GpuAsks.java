package io.blackroad.streams.agent;

import io.blackroad.agent.AgentState;
import io.blackroad.streams.control.GpuNodeRows;
import io.blackroad.streams.deadletter.UnusableFactException;
import io.blackroad.streams.stored.GpuWire;
import io.blackroad.streams.stored.StoredGpuAsk;
import io.blackroad.streams.stored.StoredGpuAsks;
import io.blackroad.streams.stored.StoredGpuFact;
import io.blackroad.streams.stored.StoredShape;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Who of one source partition waits for GPU or holds some, and what the pools of the regions hear of them: requests,
 * releases, samples, and that an agent is gone. Nothing is said of agents that never asked.
 */
final class GpuAsks {
    /** Requests of one agent at a time; more would be a fault in the agent. */
    static final int MOST_ASKS = 64;

    private final AgentTable table;
    private final AgentSettings settings;
    private final KeyValueStore<String, StoredGpuAsks> store;
    private final GpuNodeRows nodes;
    private final BiConsumer<String, StoredGpuFact> pools;
    private final Map<String, StoredGpuAsks> open = new HashMap<>();

    /** @param pools hears each fact with the region that it is for */
    GpuAsks(
            AgentTable table,
            AgentSettings settings,
            KeyValueStore<String, StoredGpuAsks> store,
            GpuNodeRows nodes,
            BiConsumer<String, StoredGpuFact> pools) {
        this.table = table;
        this.settings = settings;
        this.store = store;
        this.nodes = nodes;
        this.pools = pools;
        try (KeyValueIterator<String, StoredGpuAsks> all = store.all()) {
            all.forEachRemaining(entry -> open.put(entry.key, entry.value));
        }
    }

    /** @throws UnusableFactException if the agent has too many requests; nothing is changed then */
    void requireRoom(String agentId, String requestId, long epoch) {
        StoredGpuAsks asks = open.get(agentId);
        boolean full =
                asks != null && asks.getEpoch() == epoch && asks.getAsks().size() >= MOST_ASKS;
        if (full && find(asks, requestId) == null) {
            throw new UnusableFactException("the agent has " + MOST_ASKS + " GPU requests; release one first");
        }
    }

    void requested(String agentId, AgentState agent, long epoch, String requestId, StoredShape shape, long atMicros) {
        StoredGpuAsks before = ofBoot(agentId, epoch, atMicros);
        List<StoredGpuAsk> asks = new ArrayList<>(before == null ? List.of() : before.getAsks());
        // Asked once more, the pool tells whether the first asking still holds or has expired.
        asks.removeIf(ask -> ask.getRequestId().equals(requestId));
        asks.add(new StoredGpuAsk(requestId, shape, atMicros));
        // Facts of several topics are read interleaved: the region may come later.
        String region = before == null ? agent.description().region() : before.getRegion();
        put(agentId, new StoredGpuAsks(epoch, region, asks));
        if (!region.isEmpty()) {
            pools.accept(region, GpuWire.requested(agentId, agent.description(), requestId, shape, atMicros));
        }
    }

    void released(String agentId, long epoch, String requestId, long atMicros) {
        StoredGpuAsks before = ofBoot(agentId, epoch, atMicros);
        StoredGpuAsk ask = before == null ? null : find(before, requestId);
        if (ask == null) {
            return;
        }
        List<StoredGpuAsk> asks = new ArrayList<>(before.getAsks());
        asks.remove(ask);
        put(agentId, new StoredGpuAsks(epoch, before.getRegion(), asks));
        if (!before.getRegion().isEmpty()) {
            pools.accept(before.getRegion(), GpuWire.released(agentId, requestId, atMicros));
        }
    }

    void sampled(String agentId, String requestId, int utilizationPermille, long memoryBytes, long atMicros) {
        StoredGpuAsks asks = open.get(agentId);
        if (asks != null && !asks.getRegion().isEmpty()) {
            pools.accept(
                    asks.getRegion(), GpuWire.sampled(agentId, requestId, utilizationPermille, memoryBytes, atMicros));
        }
    }

    /** After a lifecycle fact: who stopped, failed, booted anew or moved to another region holds nothing any more. */
    void lived(byte[] key, AgentState agent, long atMicros) {
        if (open.isEmpty()) {
            return;
        }
        String agentId = new String(key, StandardCharsets.UTF_8);
        if (!agent.status().alive()) {
            gone(agentId, "is " + agent.status().name().toLowerCase(java.util.Locale.ROOT), atMicros);
            return;
        }
        StoredGpuAsks asks = ofBoot(agentId, agent.lifecycle().epoch(), atMicros);
        String region = agent.description().region();
        if (asks == null || region.equals(asks.getRegion())) {
            return;
        }
        if (!asks.getRegion().isEmpty()) {
            pools.accept(asks.getRegion(), GpuWire.gone(agentId, "moved to " + region, atMicros));
        }
        put(agentId, new StoredGpuAsks(asks.getEpoch(), region, asks.getAsks()));
        asks.getAsks()
                .forEach(ask -> pools.accept(
                        region,
                        GpuWire.requested(agentId, agent.description(), ask.getRequestId(), ask.getShape(), atMicros)));
    }

    /** Nothing at all was read for a while: the pools hear of whom nothing can be heard. */
    void quiet(long newestMicros) {
        open.forEach((agentId, asks) -> {
            if (!asks.getRegion().isEmpty()) {
                pools.accept(asks.getRegion(), GpuWire.quiet(agentId, newestMicros));
            }
        });
    }

    /** The end of a tick: whoever is lost is gone, and the pools hear the time. */
    void ticked(long endMicros) {
        expireLost(endMicros);
        // Pools without anybody here as well: theirs may be in a partition in which nobody speaks.
        Set<String> regions = nodes.regions();
        open.values().forEach(asks -> regions.add(asks.getRegion()));
        regions.remove("");
        regions.forEach(region -> pools.accept(region, GpuWire.ticked(endMicros)));
    }

    private void expireLost(long endMicros) {
        long lostBefore = endMicros - settings.lostMicros();
        for (String agentId : List.copyOf(open.keySet())) {
            int slot = table.find(agentId.getBytes(StandardCharsets.UTF_8));
            if (slot == AgentTable.NONE || table.heardAt[slot] < lostBefore) {
                gone(agentId, "was not heard of for " + settings.lost().toSeconds() + " s", endMicros);
            }
        }
    }

    /** What an agent asked for in this boot; what it asked for in an earlier one has ended with that. */
    private StoredGpuAsks ofBoot(String agentId, long epoch, long atMicros) {
        StoredGpuAsks asks = open.get(agentId);
        if (asks != null && asks.getEpoch() < epoch) {
            gone(agentId, "has booted anew", atMicros);
            return null;
        }
        return asks;
    }

    private void gone(String agentId, String reason, long atMicros) {
        StoredGpuAsks asks = open.get(agentId);
        if (asks != null) {
            put(agentId, new StoredGpuAsks(asks.getEpoch(), asks.getRegion(), List.of()));
            if (!asks.getRegion().isEmpty()) {
                pools.accept(asks.getRegion(), GpuWire.gone(agentId, reason, atMicros));
            }
        }
    }

    private void put(String agentId, StoredGpuAsks asks) {
        if (asks.getAsks().isEmpty()) {
            open.remove(agentId);
            store.delete(agentId);
        } else {
            open.put(agentId, asks);
            store.put(agentId, asks);
        }
    }

    private static StoredGpuAsk find(StoredGpuAsks asks, String requestId) {
        return asks.getAsks().stream()
                .filter(ask -> ask.getRequestId().equals(requestId))
                .findFirst()
                .orElse(null);
    }
}
