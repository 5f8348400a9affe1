package io.blackroad.streams.agent;

import io.blackroad.agent.AgentState;
import io.blackroad.agent.AgentStatus;
import io.blackroad.cost.Amounts;
import io.blackroad.cost.Holding;
import io.blackroad.cost.Parts;
import io.blackroad.cost.Tenure;
import io.blackroad.cost.Tenure.Stay;
import io.blackroad.streams.stored.StoredAgent;
import io.blackroad.streams.stored.StoredPaid;
import io.blackroad.streams.stored.StoredStay;
import io.blackroad.streams.stored.StoredUse;
import io.blackroad.streams.stored.UseWire;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What the agents of one source partition hold and for how long; see {@link Tenure}, which this folds. Samples only touch
 * the agent table: up to the newest one is paid right before a commit, so nothing is done a sample, and what is committed
 * says until when each agent is paid.
 */
final class Accrual {
    /** Word of a boot comes within the grace, which is five minutes; twice that. */
    private static final long WORD_COMES_MICROS = 600L * 1_000_000;

    private final AgentTable table;
    private final PaidTimes paid;
    private final UseSums sums;
    private final HeldAgents held;

    /** Boots that ended without a good-bye, by slot, while word of them may come. */
    private final Map<Integer, Stay> before = new HashMap<>();

    private final List<Integer> unnumbered = new ArrayList<>();

    /** Slots of agents that are to be stored again. */
    private final List<Integer> restated = new ArrayList<>();

    private final List<Amounts> sent = new ArrayList<>();
    private long newestMicros;
    private boolean unsent = true;

    /** Event time at which what is held was told for the last time, whether it had changed or not. */
    private long sentMicros;

    Accrual(
            AgentTable table,
            int partition,
            KeyValueStore<String, StoredPaid> paidStore,
            KeyValueStore<String, StoredUse> useStore,
            Parts parts) {
        this.table = table;
        this.paid = new PaidTimes(paidStore);
        this.sums = new UseSums(table, partition, useStore, parts);
        this.held = new HeldAgents(table, paid);
        table.forgetLives();
    }

    /** Prices changed, or will. */
    void divide(Parts parts) {
        sums.divide(parts);
    }

    /** An agent as it was stored, whose slot is described already. */
    void restore(int slot, AgentState state, StoredAgent stored) {
        if (!state.description().known()) {
            return;
        }
        newestMicros = Math.max(newestMicros, state.changedAtMicros());
        table.lifeEpoch[slot] = state.lifecycle().epoch();
        if (stored.getNumber() < 0) {
            table.heldSince[slot] = state.changedAtMicros();
            table.unchangedSince[slot] = state.changedAtMicros();
            unnumbered.add(slot);
            return;
        }
        paid.claim(stored.getNumber());
        table.number[slot] = stored.getNumber();
        newestMicros = Math.max(newestMicros, paid.of(stored.getNumber()));
        table.heldSince[slot] = stored.getHeldSinceMicros();
        table.unchangedSince[slot] =
                stored.getUnchangedSinceMicros() == 0 ? stored.getHeldSinceMicros() : stored.getUnchangedSinceMicros();
        StoredStay stay = stored.getBootBefore();
        if (stay != null) {
            before.put(slot, stay(stay));
        }
    }

    /**
     * After all agents are restored: those that an earlier version stored are paid for since their last change.
     *
     * @return their slots
     */
    List<Integer> restored() {
        List<Integer> slots = List.copyOf(unnumbered);
        unnumbered.clear();
        for (int slot : slots) {
            table.number[slot] = paid.take();
            paid.set(table.number[slot], table.heldSince[slot]);
        }
        return slots;
    }

    /** Adds to an agent that is about to be stored what is to be known of it here. */
    void describe(int slot, StoredAgent stored) {
        stored.setNumber(table.number[slot]);
        stored.setHeldSinceMicros(table.heldSince[slot]);
        stored.setUnchangedSinceMicros(table.unchangedSince[slot]);
        Stay stay = before.get(slot);
        stored.setBootBefore(stay == null ? null : stored(stay));
    }

    /** A lifecycle fact was applied; the slot is not described anew yet. */
    void lived(int slot, AgentState state, AgentState after) {
        settle(slot);
        Tenure tenure = tenure(slot, state)
                .lived(after.lifecycle().epoch(), holding(after), after.changedAtMicros(), this::pay);
        if (table.number[slot] < 0) {
            table.number[slot] = paid.take();
        }
        Stay now = tenure.now();
        boolean unchanged = table.lifeEpoch[slot] == now.epoch() && Objects.equals(holding(state), now.holding());
        if (!unchanged) {
            table.unchangedSince[slot] = now.fromMicros();
        }
        table.lifeEpoch[slot] = now.epoch();
        table.heldSince[slot] = now.fromMicros();
        paid.set(table.number[slot], now.paidMicros());
        keep(slot, tenure.before());
        note(after.changedAtMicros());
    }

    /** Another fact of an agent than a sample. */
    void heard(int slot, AgentState state, long epoch, long atMicros) {
        if (table.number[slot] < 0) {
            return;
        }
        Tenure tenure = tenure(slot, state).heard(epoch, atMicros, this::pay);
        paid.set(table.number[slot], tenure.now().paidMicros());
        table.heldSince[slot] = tenure.now().fromMicros();
        keep(slot, tenure.before());
        note(atMicros);
    }

    /** Pays up to the newest sample of an agent. To be called before a sample of another boot takes its place. */
    void settle(int slot) {
        long at = table.sampledAt[slot];
        if (table.epoch[slot] != table.lifeEpoch[slot]) {
            Stay stay = before.isEmpty() ? null : before.get(slot);
            if (stay != null && stay.epoch() == table.epoch[slot] && at > stay.paidMicros()) {
                restated.add(slot);
                note(at);
                keep(
                        slot,
                        new Tenure(null, stay)
                                .heard(stay.epoch(), at, this::pay)
                                .before());
            }
            return;
        }
        int number = table.number[slot];
        long from = paid.of(number);
        // The same as Tenure.heard, without an object.
        if (at > from && table.alive(slot)) {
            if (Tenure.isForgotten(from, at)) {
                table.heldSince[slot] = at;
                restated.add(slot);
            } else {
                sums.add(
                        UseSums.place(table.target[slot], overhead(table.statusOf(slot))),
                        from,
                        at,
                        1,
                        table.cpuRequested[slot],
                        table.memoryRequested[slot],
                        table.gpuRequested[slot]);
            }
            paid.set(number, at);
            note(at);
        }
    }

    /**
     * Pays up to the newest sample of everyone.
     *
     * @return slots of agents that are to be stored again
     */
    List<Integer> settleAll() {
        before.values().removeIf(stay -> stay.untilMicros() < newestMicros - WORD_COMES_MICROS);
        for (int slot = 0; slot < table.slots(); slot++) {
            if (table.used(slot)) {
                settle(slot);
            }
        }
        List<Integer> again = restated.stream().distinct().filter(table::used).toList();
        restated.clear();
        return again;
    }

    /** Writes what changed; to be called before the task can be committed, after the agents are written. */
    void write() {
        paid.write();
        sums.write(newestMicros);
    }

    /**
     * Gives away what changed since the last time: sums by part, and what is held at present.
     *
     * @param lostMicros whoever is silent for longer holds nothing at present
     */
    void send(long lostMicros, Consumer<StoredUse> listener) {
        restated.addAll(settleAll());
        if (!unsent) {
            return;
        }
        unsent = false;
        held.tell(newestMicros);
        sums.send(newestMicros, (place, use) -> listener.accept(use));
        List<Amounts> present = present(newestMicros - lostMicros);
        boolean again = newestMicros - sentMicros >= UseWire.TOLD_AGAIN_MICROS;
        if (again) {
            sentMicros = newestMicros;
        }
        for (int place = 0; place < present.size(); place++) {
            if (place == sent.size()) {
                sent.add(null);
            }
            if (again || !present.get(place).equals(sent.get(place))) {
                sent.set(place, present.get(place));
                listener.accept(sums.stored(place, UseWire.PRESENT, newestMicros, present.get(place)));
            }
        }
    }

    private List<Amounts> present(long lostBefore) {
        long[][] held = new long[2 * table.targets().size()][3];
        for (int slot = 0; slot < table.slots(); slot++) {
            boolean here = table.used(slot)
                    && table.number[slot] >= 0
                    && table.alive(slot)
                    && paid.of(table.number[slot]) >= lostBefore;
            if (here) {
                long[] sum = held[UseSums.place(table.target[slot], overhead(table.statusOf(slot)))];
                sum[0] += table.cpuRequested[slot];
                sum[1] += table.memoryRequested[slot];
                sum[2] += table.gpuRequested[slot];
            }
        }
        List<Amounts> present = new ArrayList<>();
        for (long[] sum : held) {
            present.add(Amounts.of(sum[0], sum[1], sum[2]));
        }
        return present;
    }

    /** The agent in a slot is removed. */
    void forget(int slot) {
        if (table.number[slot] >= 0) {
            settle(slot);
            paid.release(table.number[slot]);
            before.remove(slot);
        }
    }

    /** What agents hold, for queries. */
    HeldAgents held() {
        return held;
    }

    /** Newest event time that anybody was paid for. */
    long newestMicros() {
        return newestMicros;
    }

    private void note(long micros) {
        newestMicros = Math.max(newestMicros, micros);
        unsent = true;
    }

    private void keep(int slot, Stay stay) {
        if (stay == null) {
            before.remove(slot);
        } else {
            before.put(slot, stay);
        }
    }

    private Tenure tenure(int slot, AgentState state) {
        int number = table.number[slot];
        if (number < 0) {
            return Tenure.NONE;
        }
        Stay now =
                new Stay(table.lifeEpoch[slot], holding(state), table.heldSince[slot], paid.of(number), Long.MAX_VALUE);
        return new Tenure(now, before.get(slot));
    }

    private void pay(Holding held, long from, long to, int sign) {
        int target = table.numberOf(held.region() + "/" + held.service());
        sums.add(
                UseSums.place(target, held.overhead()),
                from,
                to,
                sign,
                held.cpuMillis(),
                held.memoryBytes(),
                held.gpuMillis());
    }

    private static Holding holding(AgentState state) {
        boolean none = !state.status().alive() || !state.description().known();
        return none
                ? null
                : new Holding(
                        state.description().region(),
                        state.description().service(),
                        overhead(state.status()),
                        state.description().cpuMillis(),
                        state.description().memoryBytes(),
                        state.description().gpuMillis());
    }

    /** True while it starts or drains. */
    static boolean overhead(AgentStatus status) {
        return status == AgentStatus.REGISTERED || status == AgentStatus.DRAINING;
    }

    private static Stay stay(StoredStay stored) {
        return new Stay(
                stored.getEpoch(),
                new Holding(
                        stored.getRegion(),
                        stored.getService(),
                        stored.getOverhead(),
                        stored.getCpuMillis(),
                        stored.getMemoryBytes(),
                        stored.getGpuMillis()),
                stored.getFromMicros(),
                stored.getPaidMicros(),
                stored.getUntilMicros());
    }

    private static StoredStay stored(Stay stay) {
        Holding held = stay.holding();
        return new StoredStay(
                stay.epoch(),
                held.region(),
                held.service(),
                held.overhead(),
                held.cpuMillis(),
                held.memoryBytes(),
                held.gpuMillis(),
                stay.fromMicros(),
                stay.paidMicros(),
                stay.untilMicros());
    }
}
