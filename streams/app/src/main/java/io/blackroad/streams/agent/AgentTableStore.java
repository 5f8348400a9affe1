package io.blackroad.streams.agent;

import io.blackroad.cost.Amounts;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * The agent table as a store of Kafka Streams: on the heap, without a changelog, since samples are relearnt within one
 * report interval and everything else in it comes from the hard store.
 */
public final class AgentTableStore implements StateStore {
    public static final String NAME = "agent-table";

    private final AgentTable table = new AgentTable();
    private volatile boolean open;
    private volatile long ownedNanos;
    private volatile long newestMicros = Long.MIN_VALUE;
    private volatile long active;
    private volatile HeldAgents held;

    AgentTable table() {
        return table;
    }

    /** Says whom queries ask for what is held. */
    void accrues(HeldAgents agents) {
        held = agents;
    }

    /** Says where the partition stands at the end of a tick. */
    void ticked(long endMicros, long activeAgents) {
        newestMicros = endMicros;
        active = activeAgents;
    }

    /** End of the newest tick, event time in microseconds; {@link Long#MIN_VALUE} before the first. */
    public long newestTickMicros() {
        return newestMicros;
    }

    /** Says that this instance owns the partition from now on; it may have had a copy for long, or owned it before. */
    void owned(long nowNanos) {
        ownedNanos = nowNanos;
        newestMicros = Long.MIN_VALUE;
        active = 0;
    }

    /**
     * Whether {@link #active()} is known: from the end of the first tick after a start on, or at once when nobody is alive.
     * Of a partition that nobody speaks in it is known when all of them have been silent for too long.
     *
     * @param nowNanos the machine's running time
     * @param lost silence after which an agent is lost
     */
    public boolean counted(long nowNanos, Duration lost) {
        return newestMicros != Long.MIN_VALUE || nowNanos - ownedNanos > lost.toNanos() || nobodyIsAlive();
    }

    private boolean nobodyIsAlive() {
        for (int slot = 0; slot < table.slots(); slot++) {
            if (table.used(slot) && table.alive(slot)) {
                return false;
            }
        }
        return true;
    }

    /** Agents alive and heard from lately, at the end of the newest tick. */
    public long active() {
        return active;
    }

    /**
     * The newest sample of an agent; null when the agent is not here, and for a moment also when it comes or its slot
     * moves. Safe from any thread.
     */
    public AgentSample sample(byte[] id) {
        try {
            int slot = table.find(id);
            return slot == AgentTable.NONE ? null : sample(slot);
        } catch (ArrayIndexOutOfBoundsException e) {
            // The stream thread replaces the arrays while we read: one of ours is still the shorter one.
            return null;
        }
    }

    /** Gets the agents of a table one after the other. */
    @FunctionalInterface
    public interface Visitor {

        /**
         * One agent.
         *
         * @param slot its place in the table, which another agent may have had before
         * @param id its id, UTF-8
         * @param status number of its status; negative when its life is not known
         * @param loadPercent use over request of CPU or GPU, whichever is more; negative without a request or a sample
         */
        void agent(int slot, byte[] id, int status, long heardAtMicros, long sampledAtMicros, int loadPercent);
    }

    /**
     * Shows every agent. Safe from any thread: one that comes, or whose slot moves, may be left out or be shown under an id
     * that is none; the next time it is right.
     */
    public void each(Visitor visitor) {
        int slots = table.slots();
        for (int slot = 0; slot < slots; slot++) {
            try {
                if (table.used(slot)) {
                    visitor.agent(
                            slot,
                            table.idOf(slot),
                            table.status[slot],
                            table.heardAt[slot],
                            table.sampledAt[slot],
                            Math.max(
                                    percent(table.cpuUsed[slot], table.cpuRequested[slot]),
                                    percent(table.gpuUsed[slot], table.gpuRequested[slot])));
                }
            } catch (ArrayIndexOutOfBoundsException e) {
                // As in sample(): one of the arrays is still the shorter one.
                continue;
            }
        }
    }

    /** Gets what agents hold, one after the other. */
    @FunctionalInterface
    public interface HeldVisitor {

        /**
         * One agent.
         *
         * @param id its id, UTF-8
         * @param sinceMicros since when it has held just that, event time
         * @param untilMicros up to when that is paid
         */
        void agent(byte[] id, Amounts held, long sinceMicros, long untilMicros);
    }

    /** Shows what every agent holds that works. Safe from any thread, as {@link #each} is. */
    public void eachHeld(HeldVisitor visitor) {
        HeldAgents agents = held;
        if (agents != null) {
            agents.each(visitor);
        }
    }

    private static int percent(long used, long requested) {
        return requested <= 0 ? -1 : (int) Math.min(100 * used / requested, 1_000);
    }

    private AgentSample sample(int slot) {
        return new AgentSample(
                table.heardAt[slot],
                table.sampledAt[slot],
                table.cpuUsed[slot],
                table.memoryUsed[slot],
                table.gpuUsed[slot],
                table.latency[slot]);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        context.register(root, (key, value) -> {});
        open = true;
    }

    @Override
    public void close() {
        open = false;
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    /** How a topology makes it. */
    static StoreBuilder<AgentTableStore> builder() {
        return new Builder();
    }

    private static final class Builder implements StoreBuilder<AgentTableStore> {
        @Override
        public StoreBuilder<AgentTableStore> withCachingEnabled() {
            return this;
        }

        @Override
        public StoreBuilder<AgentTableStore> withCachingDisabled() {
            return this;
        }

        @Override
        public StoreBuilder<AgentTableStore> withLoggingEnabled(Map<String, String> config) {
            throw new UnsupportedOperationException(
                    "the agent table has no changelog; its hard part is in " + AgentTopology.AGENT_STORE);
        }

        @Override
        public StoreBuilder<AgentTableStore> withLoggingDisabled() {
            return this;
        }

        @Override
        public AgentTableStore build() {
            return new AgentTableStore();
        }

        @Override
        public Map<String, String> logConfig() {
            return Map.of();
        }

        @Override
        public boolean loggingEnabled() {
            return false;
        }

        @Override
        public String name() {
            return NAME;
        }
    }
}
