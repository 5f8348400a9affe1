package io.blackroad.streams.agent;

import io.blackroad.agent.AgentState;
import io.blackroad.agent.TaskCounts;
import io.blackroad.streams.deadletter.UnusableFactException;
import io.blackroad.streams.stored.StoredAgent;
import io.blackroad.streams.stored.StoredCounts;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * State of one source partition: hard state of each agent, the table beside it, and tasks counted by target. Whoever
 * changes an agent's hard state does it here, so that table, states and counts never part.
 */
final class AgentStage {
    private final AgentTable table;
    private final AgentStates states;
    private final TargetCounts counts;
    private final Accrual accrual;

    AgentStage(
            AgentTable table,
            KeyValueStore<String, StoredAgent> agents,
            KeyValueStore<String, StoredCounts> counts,
            Accrual accrual) {
        this.table = table;
        this.accrual = accrual;
        this.states = new AgentStates(table, agents, accrual);
        this.counts = new TargetCounts(table, counts);
    }

    AgentTable table() {
        return table;
    }

    /** State of the agent in a slot; {@link AgentState#NEW} for {@link AgentTable#NONE}. */
    AgentState state(int slot) {
        return states.of(slot);
    }

    /** State of an agent that has a slot, for one who looks at many. */
    AgentState peek(int slot) {
        return states.peek(slot);
    }

    /**
     * Takes over an agent's next state.
     *
     * @param known the agent's slot, or {@link AgentTable#NONE} when it is new
     * @param before what {@link #state} gave
     * @throws UnusableFactException if the key is no agent id; nothing is changed then
     */
    void put(byte[] key, int known, AgentState before, AgentState after, long heardAtMicros) {
        int slot = known == AgentTable.NONE ? table.slotOf(key) : known;
        accrue(slot, before, after, heardAtMicros);
        states.put(slot, after);
        if (after.description() == before.description()) {
            table.describeTasks(slot, after);
        } else {
            table.describe(slot, after);
        }
        table.heardAt[slot] = Math.max(table.heardAt[slot], heardAtMicros);
        if (after.description().known()) {
            // Tasks that came before the agent's first description count for its target from now on.
            TaskCounts since = before.description().known() ? before.counts() : TaskCounts.ZERO;
            counts.add(table.target[slot], after.counts().minus(since));
        }
    }

    private void accrue(int slot, AgentState before, AgentState after, long heardAtMicros) {
        if (after.description() != before.description()) {
            accrual.lived(slot, before, after);
        } else if (heardAtMicros != Long.MIN_VALUE) {
            long epoch = after.gpu() == before.gpu()
                    ? after.task().epoch()
                    : after.gpu().epoch();
            accrual.heard(slot, before, epoch, heardAtMicros);
        }
    }

    /** Tasks of a target since the beginning, by its number in the table. */
    TaskCounts counts(int target) {
        return counts.of(target);
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
            accrual.forget(slot);
            states.delete(slot);
            table.remove(slot);
        }
    }

    /** Writes everything; to be called right before the task is committed. */
    void writeAll() {
        accrual.settleAll().forEach(slot -> states.put(slot, states.of(slot)));
        write();
        accrual.write();
    }

    /** Writes what changed of agents and tasks; to be called before the task can be committed. */
    void write() {
        states.write();
        counts.write();
    }
}
