package io.blackroad.streams.agent;

import io.blackroad.agent.AgentState;
import io.blackroad.streams.stored.StoredAgent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The hard states of one source partition, by slot of the agent table. The ones used last are on the heap, since reading
 * one from the store costs more than the rest of its fact; changes are written in one batch.
 */
final class AgentStates {

    /** Some 3 MB a source partition. */
    private static final int RECENT = 4_096;

    private final AgentTable table;
    private final KeyValueStore<String, StoredAgent> store;
    private final Accrual accrual;
    private AgentState[] states = {};
    private boolean[] changed = {};
    private int[] toWrite = new int[64];
    private int writes;

    /** Slots in the order in which they came to the heap; the oldest makes room. */
    private final int[] recent = new int[RECENT];

    private int oldest;

    AgentStates(AgentTable table, KeyValueStore<String, StoredAgent> store, Accrual accrual) {
        this.table = table;
        this.store = store;
        this.accrual = accrual;
        Arrays.fill(recent, AgentTable.NONE);
        try (KeyValueIterator<String, StoredAgent> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<String, StoredAgent> entry = all.next();
                int slot = table.slotOf(entry.key.getBytes(StandardCharsets.UTF_8));
                AgentState state = AgentWire.state(entry.value);
                table.describe(slot, state);
                accrual.restore(slot, state, entry.value);
            }
        }
        // Read first: keeping a state may write others.
        accrual.restored().forEach(slot -> put(slot, of(slot)));
    }

    /** State of an agent; {@link AgentState#NEW} when it has none, as whoever has no slot. */
    AgentState of(int slot) {
        if (slot == AgentTable.NONE) {
            return AgentState.NEW;
        }
        AgentState known = slot < states.length ? states[slot] : null;
        if (known != null) {
            return known;
        }
        AgentState read = AgentWire.state(store.get(idOf(slot)));
        keep(slot, read);
        return read;
    }

    /** The same for one who looks at many: what is read makes nobody leave the heap. */
    AgentState peek(int slot) {
        AgentState known = slot < states.length ? states[slot] : null;
        return known != null ? known : AgentWire.state(store.get(idOf(slot)));
    }

    /** Takes over a state, which {@link #write} will write. */
    void put(int slot, AgentState state) {
        keep(slot, state);
        if (!changed[slot]) {
            changed[slot] = true;
            toWrite = writes < toWrite.length ? toWrite : Arrays.copyOf(toWrite, 2 * writes);
            toWrite[writes++] = slot;
        }
    }

    /** Forgets an agent while it still has its slot. */
    void delete(int slot) {
        if (slot < states.length) {
            states[slot] = null;
            changed[slot] = false;
        }
        store.delete(idOf(slot));
    }

    /** Writes what changed. */
    void write() {
        if (writes == 0) {
            return;
        }
        List<KeyValue<String, StoredAgent>> batch = new ArrayList<>(writes);
        for (int i = 0; i < writes; i++) {
            int slot = toWrite[i];
            if (changed[slot]) {
                changed[slot] = false;
                StoredAgent stored = AgentWire.stored(states[slot]);
                accrual.describe(slot, stored);
                batch.add(KeyValue.pair(idOf(slot), stored));
            }
        }
        store.putAll(batch);
        writes = 0;
    }

    private void keep(int slot, AgentState state) {
        if (slot >= states.length) {
            int length = Math.max(1_024, slot + (slot >> 1));
            states = Arrays.copyOf(states, length);
            changed = Arrays.copyOf(changed, length);
        }
        if (states[slot] == null) {
            makeRoom();
            recent[oldest] = slot;
            oldest = (oldest + 1) % RECENT;
        }
        states[slot] = state;
    }

    private void makeRoom() {
        int slot = recent[oldest];
        if (slot == AgentTable.NONE) {
            return;
        }
        if (changed[slot]) {
            write();
        }
        states[slot] = null;
    }

    private String idOf(int slot) {
        return new String(table.idOf(slot), StandardCharsets.UTF_8);
    }
}
