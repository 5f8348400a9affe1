package io.blackroad.load;

import io.blackroad.agent.TaskCounts;
import io.blackroad.decision.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;

/**
 * Adds the partials of the source partitions up to one sample a tick, in order. A tick is closed when every partition
 * that holds back has passed it; which ones hold back is told from outside, since silence is a matter of the wall clock.
 */
public final class Loads {

    /** Ticks kept open a partition. One that runs further ahead of the others skips its oldest open ticks. */
    static final int OPEN_TICKS = 16;

    private static final Comparator<Partial> ORDER =
            Comparator.comparingInt(Partial::partition).thenComparingLong(Partial::tick);

    private Loads() {}

    /** Takes a partial in. One that is no newer than what its partition sent before changes nothing. */
    public static LoadState accept(LoadState state, Partial partial) {
        List<Partial> partials = new ArrayList<>(state.partials());
        int open = 0;
        int oldestOpen = -1;
        for (int i = 0; i < partials.size(); i++) {
            Partial known = partials.get(i);
            if (known.partition() != partial.partition()) {
                continue;
            }
            if (known.tick() >= partial.tick()) {
                return state;
            }
            if (known.tick() > state.lastTick()) {
                open++;
                oldestOpen = oldestOpen < 0 ? i : oldestOpen;
            }
        }
        if (open >= OPEN_TICKS) {
            partials.remove(oldestOpen);
        }
        partials.add(partial);
        partials.sort(ORDER);
        return new LoadState(state.lastTick(), state.sequence(), state.counted(), partials);
    }

    /**
     * Gives a sample for each tick that is complete.
     *
     * @param holdsBack true for a source partition that must have passed a tick before it closes
     * @param unread true for a source partition with facts that nobody has read yet. It holds everything back while
     *     nothing at all is known of it, and loses no agent however old the news of it is
     */
    public static Outcome<LoadState, LoadSample> close(
            LoadPolicy policy, LoadState state, IntPredicate holdsBack, IntPredicate unread) {
        long closed = closedTick(state, holdsBack, unread);
        SortedSet<Long> ticks = new TreeSet<>();
        state.partials().stream()
                .map(Partial::tick)
                .filter(tick -> tick > state.lastTick() && tick <= closed)
                .forEach(ticks::add);
        if (ticks.isEmpty()) {
            return Outcome.silent(state);
        }
        List<LoadSample> samples = new ArrayList<>(ticks.size());
        long sequence = state.sequence();
        TaskCounts counted = state.counted();
        for (long tick : ticks) {
            SortedMap<Integer, Partial> newest = newestAt(state, tick);
            TaskCounts total = TaskCounts.ZERO;
            for (Partial partial : newest.values()) {
                total = total.plus(partial.tasks());
            }
            samples.add(sample(policy, unread, ++sequence, tick, newest, total.minus(counted)));
            counted = total;
        }
        long last = ticks.last();
        List<Partial> kept = new ArrayList<>(newestAt(state, last).values());
        state.partials().stream().filter(partial -> partial.tick() > last).forEach(kept::add);
        kept.sort(ORDER);
        return new Outcome<>(new LoadState(last, sequence, counted, kept), samples);
    }

    private static long closedTick(LoadState state, IntPredicate holdsBack, IntPredicate unread) {
        SortedMap<Integer, Partial> newest = newestAt(state, Long.MAX_VALUE);
        if (newest.isEmpty()) {
            return 0;
        }
        int partitions = newest.values().iterator().next().partitions();
        long held = Long.MAX_VALUE;
        for (int partition = 0; partition < partitions; partition++) {
            Partial partial = newest.get(partition);
            if (holdsBack.test(partition) || partial == null && unread.test(partition)) {
                held = Math.min(held, partial == null ? 0 : partial.tick());
            }
        }
        return held;
    }

    private static SortedMap<Integer, Partial> newestAt(LoadState state, long tick) {
        SortedMap<Integer, Partial> newest = new TreeMap<>();
        for (Partial partial : state.partials()) {
            if (partial.tick() <= tick) {
                newest.put(partial.partition(), partial);
            }
        }
        return newest;
    }

    private static LoadSample sample(
            LoadPolicy policy,
            IntPredicate unread,
            long sequence,
            long tick,
            SortedMap<Integer, Partial> newest,
            TaskCounts tasks) {
        AgentSums sums = AgentSums.NONE;
        Sketch cpu = new Sketch();
        Sketch latency = new Sketch();
        List<LoadSample.Source> sources = new ArrayList<>(newest.size());
        for (Partial partial : newest.values()) {
            long age = tick - partial.tick();
            sources.add(new LoadSample.Source(partial.partition(), partial.tick(), partial.offsets()));
            if (age > policy.lostTicks() && !unread.test(partial.partition())) {
                continue;
            }
            if (age > policy.freshTicks()) {
                sums = sums.plus(partial.sums().silent());
                continue;
            }
            sums = sums.plus(partial.sums());
            cpu.addEncoded(partial.cpu());
            latency.addEncoded(partial.latency());
        }
        return new LoadSample(
                sequence,
                tick,
                sums,
                tasks,
                cpu.quantile(50),
                cpu.quantile(95),
                latency.quantile(50),
                latency.quantile(95),
                sources);
    }
}
