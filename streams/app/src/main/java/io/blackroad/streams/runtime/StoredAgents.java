package io.blackroad.streams.runtime;

import io.blackroad.agent.AgentState;
import io.blackroad.streams.agent.AgentSample;
import io.blackroad.streams.agent.AgentSettings;
import io.blackroad.streams.agent.AgentTableStore;
import io.blackroad.streams.agent.AgentTables;
import io.blackroad.streams.agent.AgentTopology;
import io.blackroad.streams.agent.AgentWire;
import io.blackroad.streams.load.Keys;
import io.blackroad.streams.load.LoadWire;
import io.blackroad.streams.query.AgentFilter;
import io.blackroad.streams.query.AgentView;
import io.blackroad.streams.query.IdOrder;
import io.blackroad.streams.query.Keyspace;
import io.blackroad.streams.query.PartitionTotals;
import io.blackroad.streams.query.Slice;
import io.blackroad.streams.stored.StoredAgent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Agents as queries see them: hard state from its store, the newest sample from the table. */
final class StoredAgents {
    private final LocalStores stores;
    private final long freshMicros;
    private final Duration lost;

    StoredAgents(LocalStores stores, AgentSettings settings) {
        this.stores = stores;
        this.lost = settings.lost();
        this.freshMicros = settings.fresh().toNanos() / 1_000;
    }

    Optional<AgentView> agent(String agentId) {
        int partition = Keys.partitionOf(agentId, stores.count(Keyspace.AGENT));
        StoredAgent stored = hard(partition).get(agentId);
        return stored == null ? Optional.empty() : Optional.of(view(agentId, stored, table(partition)));
    }

    Slice<AgentView> agents(AgentFilter filter, String afterId, int limit) {
        Set<Integer> local = stores.active(Keyspace.AGENT);
        List<AgentView> found = new ArrayList<>();
        for (int partition : local) {
            found.addAll(page(partition, filter, afterId, limit));
        }
        found.sort(Comparator.comparing(AgentView::id, IdOrder.BYTES));
        List<AgentView> page = found.size() > limit ? found.subList(0, limit) : found;
        return new Slice<>(List.copyOf(page), StoredState.partitions(Keyspace.AGENT, local));
    }

    List<PartitionTotals> totals() {
        List<PartitionTotals> totals = new ArrayList<>();
        for (int partition : stores.active(Keyspace.AGENT)) {
            AgentTableStore table = table(partition);
            if (table.counted(System.nanoTime(), lost)) {
                totals.add(new PartitionTotals(partition, table.active()));
            }
        }
        return totals;
    }

    private List<AgentView> page(int partition, AgentFilter filter, String afterId, int limit) {
        AgentTableStore table = table(partition);
        List<AgentView> page = new ArrayList<>();
        String from = afterId.isEmpty() ? null : afterId;
        try (KeyValueIterator<String, StoredAgent> range = hard(partition).range(from, null)) {
            while (range.hasNext() && page.size() < limit) {
                KeyValue<String, StoredAgent> entry = range.next();
                if (entry.key.equals(afterId)) {
                    continue;
                }
                AgentView view = view(entry.key, entry.value, table);
                if (filter.accepts(view)) {
                    page.add(view);
                }
            }
        }
        return page;
    }

    private ReadOnlyKeyValueStore<String, StoredAgent> hard(int partition) {
        return stores.keyValues(AgentTopology.AGENT_STORE, partition);
    }

    private AgentTableStore table(int partition) {
        return stores.store(AgentTableStore.NAME, new AgentTables(), partition);
    }

    private AgentView view(String id, StoredAgent stored, AgentTableStore table) {
        AgentState state = AgentWire.state(stored);
        AgentSample sample = table.sample(id.getBytes(StandardCharsets.UTF_8));
        boolean sampled = sample != null && sample.sampledAtMicros() != Long.MIN_VALUE;
        long seen = sample == null ? 0 : sample.heardAtMicros();
        boolean fresh =
                sampled && state.status().alive() && sample.sampledAtMicros() >= table.newestTickMicros() - freshMicros;
        return new AgentView(
                id,
                state.description().region(),
                state.description().service(),
                state.description().replica(),
                state.description().worker(),
                state.description().model(),
                state.status().name(),
                Math.max(0, state.lifecycle().epoch()),
                LoadWire.instant(Math.max(seen, state.changedAtMicros())),
                fresh,
                sampled ? sample.cpuUsedMillis() : 0,
                state.description().cpuMillis(),
                sampled ? sample.memoryUsedBytes() : 0,
                state.description().memoryBytes(),
                sampled ? sample.gpuUsedMillis() : 0,
                state.description().gpuMillis(),
                state.inFlight(),
                state.queued(),
                state.open().size(),
                new AgentView.TaskCounts(
                        state.counts().submitted(),
                        state.counts().started(),
                        state.counts().completed(),
                        state.counts().failed(),
                        state.counts().cancelled()));
    }
}
