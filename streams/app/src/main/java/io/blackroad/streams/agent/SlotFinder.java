package io.blackroad.streams.agent;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Finds the agents of a whole bundle before its facts are folded in. Each search waits for memory several times; one
 * after the other in a short loop, the processor lets many of them wait at once.
 */
final class SlotFinder {
    private final AgentTable table;
    private int[] slots = new int[1_024];
    private int removals;

    SlotFinder(AgentTable table) {
        this.table = table;
    }

    /** Finds the agents of these facts, in their order. */
    void find(List<ConsumerRecord<byte[], byte[]>> facts) {
        if (facts.size() > slots.length) {
            slots = new int[facts.size()];
        }
        removals = table.removals();
        int place = 0;
        for (ConsumerRecord<byte[], byte[]> fact : facts) {
            slots[place++] = fact.key() == null ? AgentTable.NONE : table.find(fact.key());
        }
    }

    /** Slot of the agent of the fact at a place; {@link AgentTable#NONE} when it still has none. */
    int of(byte[] key, int place) {
        boolean stands = slots[place] != AgentTable.NONE && removals == table.removals();
        return stands ? slots[place] : table.find(key);
    }
}
