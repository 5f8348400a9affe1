package io.blackroad.streams.agent;

import io.blackroad.cost.Amounts;

/**
 * What each agent of one source partition holds and is paid for, for queries: since it holds just that, and up to when the
 * cost stage has heard of it, so that no agent costs more than the bill has of it. Safe from any thread, as
 * {@link AgentTableStore#each} is. Who starts or drains is overhead, and is not here.
 */
final class HeldAgents {
    private final AgentTable table;
    private final PaidTimes paid;
    private volatile long telling;
    private volatile long told;

    HeldAgents(AgentTable table, PaidTimes paid) {
        this.table = table;
        this.paid = paid;
    }

    /** The cost stage is about to hear of all that was paid; by now it has reckoned with what it heard the last time. */
    void tell(long newestMicros) {
        told = telling;
        telling = newestMicros;
    }

    void each(AgentTableStore.HeldVisitor visitor) {
        int slots = table.slots();
        for (int slot = 0; slot < slots; slot++) {
            try {
                show(slot, visitor);
            } catch (ArrayIndexOutOfBoundsException e) {
                // The stream thread replaces the arrays while we read: one of ours is still the shorter one.
                continue;
            }
        }
    }

    private void show(int slot, AgentTableStore.HeldVisitor visitor) {
        boolean held = table.used(slot) && table.number[slot] >= 0 && table.alive(slot);
        if (held && !Accrual.overhead(table.statusOf(slot))) {
            long until = Math.min(paid.of(table.number[slot]), told);
            Amounts amounts =
                    Amounts.of(table.cpuRequested[slot], table.memoryRequested[slot], table.gpuRequested[slot]);
            visitor.agent(table.idOf(slot), amounts, table.unchangedSince[slot], until);
        }
    }
}
