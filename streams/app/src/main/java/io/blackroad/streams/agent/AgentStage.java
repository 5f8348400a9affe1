package io.blackroad.streams.agent;

import io.blackroad.agent.AgentState;
import io.blackroad.agent.TaskCounts;
import io.blackroad.streams.deadletter.UnusableFactException;
import io.blackroad.streams.stored.CountsWire;
import io.blackroad.streams.stored.StoredAgent;
import io.blackroad.streams.stored.StoredCounts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * State of one source partition: hard state of each agent in a store, the table beside it, and tasks counted by target.
 * Whoever changes an agent's hard state does it here, so that table, store and counts never part.
 */
final class AgentStage {

    /** Some 3 MB a source partition. */
    private static final int RECENT_STATES = 4_096;

    private final AgentTable table;
    private final KeyValueStore<String, StoredAgent> agents;
    private final KeyValueStore<String, StoredCounts> counts;
    private final Map<String, TaskCounts> countsByTarget = new TreeMap<>();
    private final Set<String> countsToWrite = new TreeSet<>();

    /** Changed since the last write. */
    private final Map<String, AgentState> unwritten = new HashMap<>();

    /** States changed last, so that most facts need not read their agent's from the store. */
    private final Map<String, AgentState> recent = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, AgentState> eldest) {
            return size() > RECENT_STATES;
        }
    };

    AgentStage(
            AgentTable table, KeyValueStore<String, StoredAgent> agents, KeyValueStore<String, StoredCounts> counts) {
        this.table = table;
        this.agents = agents;
        this.counts = counts;
        restore();
    }

    AgentTable table() {
        return table;
    }

    AgentState state(String id) {
        AgentState known = unwritten.getOrDefault(id, recent.get(id));
        return known == null ? AgentWire.state(agents.get(id)) : known;
    }

    /**
     * Takes over an agent's next state; {@code before} is what {@link #state} gave.
     *
     * @throws UnusableFactException if the key is no agent id; nothing is changed then
     */
    void put(byte[] key, String id, AgentState before, AgentState after, long heardAtMicros) {
        int slot = table.slotOf(key);
        unwritten.put(id, after);
        recent.put(id, after);
        if (after.description() == before.description()) {
            table.describeTasks(slot, after);
        } else {
            table.describe(slot, after);
        }
        table.heardAt[slot] = Math.max(table.heardAt[slot], heardAtMicros);
        if (after.description().known()) {
            // Tasks that came before the agent's first description count for its target from now on.
            TaskCounts since = before.description().known() ? before.counts() : TaskCounts.ZERO;
            add(table.targets().get(table.target[slot]), after.counts().minus(since));
        }
    }

    /** Tasks by target since the beginning. */
    Map<String, TaskCounts> countsByTarget() {
        return countsByTarget;
    }

    /** After a start every agent counts as heard of now: our own absence must not lose anyone. */
    void hearAll(long nowMicros) {
        hearAgain(Long.MIN_VALUE, nowMicros);
    }

    /** Whoever was heard of since then counts as heard of now. */
    void hearAgain(long sinceMicros, long nowMicros) {
        for (int slot = 0; slot < table.slots(); slot++) {
            if (table.used(slot) && table.heardAt[slot] >= sinceMicros) {
                table.heardAt[slot] = Math.max(table.heardAt[slot], nowMicros);
            }
        }
    }

    /** Removes agents that nobody will hear of again. */
    void forget(Iterable<Integer> slots) {
        for (int slot : slots) {
            String id = new String(table.idOf(slot), StandardCharsets.UTF_8);
            unwritten.remove(id);
            recent.remove(id);
            agents.delete(id);
            table.remove(slot);
        }
    }

    private void add(String target, TaskCounts more) {
        if (more.equals(TaskCounts.ZERO)) {
            return;
        }
        countsByTarget.merge(target, more, TaskCounts::plus);
        countsToWrite.add(target);
    }

    /** Writes what changed; to be called before the task can be committed. One batch costs the store half of single writes. */
    void write() {
        if (!unwritten.isEmpty()) {
            List<KeyValue<String, StoredAgent>> batch = new ArrayList<>(unwritten.size());
            unwritten.forEach((id, state) -> batch.add(KeyValue.pair(id, AgentWire.stored(state))));
            agents.putAll(batch);
            unwritten.clear();
        }
        for (String target : countsToWrite) {
            counts.put(target, CountsWire.stored(countsByTarget.get(target)));
        }
        countsToWrite.clear();
    }

    private void restore() {
        try (KeyValueIterator<String, StoredAgent> all = agents.all()) {
            while (all.hasNext()) {
                KeyValue<String, StoredAgent> entry = all.next();
                int slot = table.slotOf(entry.key.getBytes(StandardCharsets.UTF_8));
                table.describe(slot, AgentWire.state(entry.value));
            }
        }
        try (KeyValueIterator<String, StoredCounts> all = counts.all()) {
            all.forEachRemaining(entry -> countsByTarget.put(entry.key, CountsWire.counts(entry.value)));
        }
    }
}
