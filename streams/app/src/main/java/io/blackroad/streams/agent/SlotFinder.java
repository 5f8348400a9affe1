package io.blackroad.streams.agent;

import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Finds the agents of a whole bundle before its facts are folded in. Agents that report in turn come in the
 * same order round after round, so the slot that followed last time is tried first: a comparison of ids that lie side by
 * side instead of a search, whose every step waits for memory. Who comes out of turn is searched for.
 */
final class SlotFinder {
    private final AgentTable table;

    /** Slot that came after a slot the last time, plus 1; 0 when none did. */
    private int[] followers = {};

    private int last = AgentTable.NONE;
    private int[] slots = new int[1_024];
    private int removals;

    SlotFinder(AgentTable table) {
        this.table = table;
    }

    /**
     * Finds the agents of these facts, in their order.
     *
     * @param inTurn true for facts that agents send round after round
     */
    void find(List<ConsumerRecord<byte[], byte[]>> facts, boolean inTurn) {
        if (facts.size() > slots.length) {
            slots = new int[facts.size()];
        }
        if (inTurn && followers.length < table.slots()) {
            followers = Arrays.copyOf(followers, Math.max(1_024, table.slots() + (table.slots() >> 1)));
        }
        removals = table.removals();
        for (int place = 0; place < facts.size(); place++) {
            byte[] key = facts.get(place).key();
            slots[place] = key == null ? AgentTable.NONE : inTurn ? next(key) : table.find(key);
        }
    }

    private int next(byte[] key) {
        int before = last;
        if (before != AgentTable.NONE) {
            int expected = followers[before] - 1;
            if (expected != AgentTable.NONE && table.isAt(expected, key)) {
                last = expected;
                return expected;
            }
        }
        int slot = table.find(key);
        if (before != AgentTable.NONE && slot != AgentTable.NONE) {
            followers[before] = slot + 1;
        }
        last = slot;
        return slot;
    }

    /** Slot of the agent of the fact at a place; {@link AgentTable#NONE} when it still has none. */
    int of(byte[] key, int place) {
        boolean stands = slots[place] != AgentTable.NONE && removals == table.removals();
        return stands ? slots[place] : table.find(key);
    }
}
