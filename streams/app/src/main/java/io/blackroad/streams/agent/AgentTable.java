package io.blackroad.streams.agent;

import io.blackroad.agent.AgentState;
import io.blackroad.agent.AgentStatus;
import io.blackroad.streams.deadletter.UnusableFactException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Every agent of one source partition in columns of primitive arrays: its newest metric sample and what the tick's
 * sums need of its hard state. No object per agent, so a million agents are a few arrays and a tick is one pass over
 * them. Written by the stream thread alone; readers of other threads may see two samples of one agent mixed.
 */
final class AgentTable {
    static final int NONE = -1;
    static final long NO_LIFE = Long.MAX_VALUE;
    private static final byte UNKNOWN = -1;
    private static final AgentStatus[] STATUSES = AgentStatus.values();

    private final AgentIndex index = new AgentIndex();
    private final List<String> targets = new ArrayList<>();
    private final Map<String, Integer> targetNumbers = new HashMap<>();
    private int removals;

    long[] epoch = {};
    long[] sequence = {};
    long[] sampledAt = {};
    long[] heardAt = {};
    long[] memoryUsed = {};
    long[] memoryRequested = {};
    int[] cpuUsed = {};
    int[] cpuRequested = {};
    int[] gpuUsed = {};
    int[] gpuRequested = {};
    int[] latency = {};
    int[] queued = {};
    int[] inFlight = {};
    int[] target = {};
    byte[] status = {};

    /** Epoch of the newest lifecycle fact; {@link #NO_LIFE} before the first. */
    long[] lifeEpoch = {};

    /** Since when the agent holds what it holds. */
    long[] heldSince = {};

    /** Since when it holds just as much for the same service, whatever its life said in between. */
    long[] unchangedSince = {};

    /** Stays with the agent; {@link #NONE} before its first lifecycle fact. */
    int[] number = {};

    /** Slot of an agent; {@link #NONE} when it is not here. */
    int find(byte[] id) {
        return index.find(id);
    }

    /** True when an agent is the one in a slot, which may be free. */
    boolean isAt(int slot, byte[] id) {
        return index.isAt(slot, id);
    }

    /**
     * Slot of an agent, made when it is new.
     *
     * @throws UnusableFactException if the id is not UTF-8 or too long: store and table would part
     */
    int slotOf(byte[] id) {
        int slot = index.find(id);
        if (slot != NONE) {
            return slot;
        }
        if (!Arrays.equals(id, new String(id, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8))) {
            throw new UnusableFactException("the key is not UTF-8; agent facts are keyed by the agent's id");
        }
        slot = index.add(id);
        if (slot >= epoch.length) {
            grow(Math.max(1024, epoch.length + (epoch.length >> 1)));
        }
        clear(slot);
        return slot;
    }

    /** Takes over what the tick needs of an agent's hard state. */
    void describe(int slot, AgentState state) {
        cpuRequested[slot] = state.description().cpuMillis();
        memoryRequested[slot] = state.description().memoryBytes();
        gpuRequested[slot] = state.description().gpuMillis();
        describeTasks(slot, state);
        target[slot] =
                state.description().known() ? numberOf(state.description().target()) : NONE;
        status[slot] = (byte) state.status().ordinal();
    }

    /** The same when nothing but tasks changed since the last time. */
    void describeTasks(int slot, AgentState state) {
        int waiting = state.queued();
        queued[slot] = waiting;
        inFlight[slot] = state.open().size() - waiting;
    }

    /** True when the agent's life is known and not over. */
    boolean alive(int slot) {
        return status[slot] != UNKNOWN && STATUSES[status[slot]].alive();
    }

    /** True when the agent has ended its life itself. */
    boolean stopped(int slot) {
        return status[slot] != UNKNOWN && !alive(slot);
    }

    AgentStatus statusOf(int slot) {
        return STATUSES[status[slot]];
    }

    void remove(int slot) {
        clear(slot);
        index.remove(slot);
        removals++;
    }

    /** Rises with each agent removed; a slot found before may then be another agent's. */
    int removals() {
        return removals;
    }

    /** Slots in use lie below this; some below it may be free. */
    int slots() {
        return index.slots();
    }

    boolean used(int slot) {
        return index.used(slot);
    }

    byte[] idOf(int slot) {
        return index.idOf(slot);
    }

    int size() {
        return index.size();
    }

    /** Names of the targets seen, by their number. */
    List<String> targets() {
        return targets;
    }

    /** Number of a target, made when it is new. */
    int numberOf(String name) {
        Integer number = targetNumbers.get(name);
        if (number == null) {
            number = targets.size();
            targets.add(name);
            targetNumbers.put(name, number);
        }
        return number;
    }

    private void clear(int slot) {
        epoch[slot] = Long.MIN_VALUE;
        sequence[slot] = 0;
        sampledAt[slot] = Long.MIN_VALUE;
        heardAt[slot] = Long.MIN_VALUE;
        memoryUsed[slot] = 0;
        memoryRequested[slot] = 0;
        cpuUsed[slot] = 0;
        cpuRequested[slot] = 0;
        gpuUsed[slot] = 0;
        gpuRequested[slot] = 0;
        latency[slot] = 0;
        queued[slot] = 0;
        inFlight[slot] = 0;
        target[slot] = NONE;
        status[slot] = UNKNOWN;
        forgetLife(slot);
    }

    /** Before agents are read from the store: what was not stored has not been. */
    void forgetLives() {
        for (int slot = 0; slot < number.length; slot++) {
            forgetLife(slot);
        }
    }

    private void forgetLife(int slot) {
        lifeEpoch[slot] = NO_LIFE;
        heldSince[slot] = 0;
        unchangedSince[slot] = 0;
        number[slot] = NONE;
    }

    private void grow(int size) {
        epoch = Arrays.copyOf(epoch, size);
        sequence = Arrays.copyOf(sequence, size);
        sampledAt = Arrays.copyOf(sampledAt, size);
        heardAt = Arrays.copyOf(heardAt, size);
        memoryUsed = Arrays.copyOf(memoryUsed, size);
        memoryRequested = Arrays.copyOf(memoryRequested, size);
        cpuUsed = Arrays.copyOf(cpuUsed, size);
        cpuRequested = Arrays.copyOf(cpuRequested, size);
        gpuUsed = Arrays.copyOf(gpuUsed, size);
        gpuRequested = Arrays.copyOf(gpuRequested, size);
        latency = Arrays.copyOf(latency, size);
        queued = Arrays.copyOf(queued, size);
        inFlight = Arrays.copyOf(inFlight, size);
        target = Arrays.copyOf(target, size);
        status = Arrays.copyOf(status, size);
        lifeEpoch = Arrays.copyOf(lifeEpoch, size);
        heldSince = Arrays.copyOf(heldSince, size);
        unchangedSince = Arrays.copyOf(unchangedSince, size);
        number = Arrays.copyOf(number, size);
    }
}
