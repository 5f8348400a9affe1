package io.blackroad.streams.agent;

import io.blackroad.agent.TaskCounts;
import io.blackroad.streams.stored.CountsWire;
import io.blackroad.streams.stored.StoredCounts;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Tasks since the beginning, by number of the target in the agent table. */
final class TargetCounts {
    private final AgentTable table;
    private final KeyValueStore<String, StoredCounts> store;
    private final List<TaskCounts> counts = new ArrayList<>();
    private final BitSet changed = new BitSet();

    TargetCounts(AgentTable table, KeyValueStore<String, StoredCounts> store) {
        this.table = table;
        this.store = store;
        try (KeyValueIterator<String, StoredCounts> all = store.all()) {
            all.forEachRemaining(entry -> set(table.numberOf(entry.key), CountsWire.counts(entry.value)));
        }
    }

    /** Zeros for a target that never had a task. */
    TaskCounts of(int target) {
        return target < counts.size() ? counts.get(target) : TaskCounts.ZERO;
    }

    void add(int target, TaskCounts more) {
        if (!more.equals(TaskCounts.ZERO)) {
            set(target, of(target).plus(more));
            changed.set(target);
        }
    }

    /** Writes what changed. */
    void write() {
        for (int target = changed.nextSetBit(0); target >= 0; target = changed.nextSetBit(target + 1)) {
            store.put(table.targets().get(target), CountsWire.stored(of(target)));
        }
        changed.clear();
    }

    private void set(int target, TaskCounts sum) {
        while (counts.size() <= target) {
            counts.add(TaskCounts.ZERO);
        }
        counts.set(target, sum);
    }
}
