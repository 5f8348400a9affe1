package io.blackroad.streams.agent;

import java.util.ArrayList;
import java.util.List;

/** One pass over the agent table at the end of a tick: sums by target, and which agents are to be forgotten. */
final class TableWalk {

    /** Stopped agents stay for this long, well beyond the grace, so that a late fact meets what it is late for. */
    static final long FORGET_STOPPED_MICROS = 15 * 60 * 1_000_000L;

    /**
     * Tasks of a lost agent wait for so long. Nobody tells when somebody else has done them, unless their intake takes
     * them back; and work that is counted for ever would keep replicas for ever.
     */
    static final long LOST_WORK_MICROS = 15 * 60 * 1_000_000L;

    /** Agents never heard of again stay for a day. */
    static final long FORGET_LOST_MICROS = 24 * 60 * 60 * 1_000_000L;

    private final AgentTable table;
    private final long freshMicros;
    private final long lostMicros;
    private final List<TargetSums> sums = new ArrayList<>();
    private final List<Integer> forgotten = new ArrayList<>();
    private long active;

    TableWalk(AgentTable table, AgentSettings settings) {
        this.table = table;
        this.freshMicros = settings.freshMicros();
        this.lostMicros = settings.lostMicros();
    }

    /** Walks the table as it stands at {@code now}, event time in microseconds. */
    void walk(long now) {
        forgotten.clear();
        active = 0;
        for (TargetSums target : sums) {
            target.clear();
        }
        while (sums.size() < table.targets().size()) {
            sums.add(new TargetSums());
        }
        long lostBefore = now - lostMicros;
        long freshAfter = now - freshMicros;
        for (int slot = 0; slot < table.slots(); slot++) {
            if (!table.used(slot)) {
                continue;
            }
            if (table.heardAt[slot] == Long.MIN_VALUE) {
                // Only others spoke of it. It has a day from now on to say something itself.
                table.heardAt[slot] = lostBefore - 1;
            }
            long heard = table.heardAt[slot];
            if (heard < lostBefore || !table.alive(slot)) {
                addLostWork(slot, lostBefore - heard);
                forget(slot, now - heard);
            } else if (table.target[slot] != AgentTable.NONE) {
                active++;
                sums.get(table.target[slot]).add(table, slot, table.sampledAt[slot] >= freshAfter);
            }
        }
    }

    /** Sums of the last walk, by number of the target. */
    TargetSums sums(int target) {
        return sums.get(target);
    }

    /** Agents in the sums of the last walk. */
    long active() {
        return active;
    }

    /** Slots of agents that may be removed after the last walk. */
    List<Integer> forgotten() {
        return forgotten;
    }

    private void addLostWork(int slot, long lostForMicros) {
        boolean waits = table.alive(slot) && table.target[slot] != AgentTable.NONE && lostForMicros <= LOST_WORK_MICROS;
        if (waits) {
            sums.get(table.target[slot]).addLost(table, slot);
        }
    }

    private void forget(int slot, long silentMicros) {
        long limit = table.stopped(slot) ? FORGET_STOPPED_MICROS : FORGET_LOST_MICROS;
        if (silentMicros > limit) {
            forgotten.add(slot);
        }
    }
}
