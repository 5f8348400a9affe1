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

/**
 * Adds the partials of the source partitions up to one sample a tick, in order. A tick is closed when every partition
 * has passed it that speaks or has the past to read; see {@link Sources}.
 */
public final class Loads {

    /**
     * Ticks kept open a partition. Nobody waits for one that is as far behind, since all clocks in it are slow; while the past
     * is read, everyone does, and what is more than these ticks ahead drops its oldest.
     */
    static final int OPEN_TICKS = 16;

    private static final Comparator<Partial> ORDER =
            Comparator.comparingInt(Partial::partition).thenComparingLong(Partial::tick);

    private Loads() {}

    /**
     * Takes a partial in. One that is no newer than what its partition sent before changes nothing. When its partition has
     * run too far ahead of the others, its oldest open tick passes for closed: a sample of it would lack somebody.
     */
    public static LoadState accept(LoadState state, Partial partial) {
        int open = 1;
        long oldestOpen = partial.tick();
        for (Partial known : state.partials()) {
            if (known.partition() != partial.partition()) {
                continue;
            }
            if (known.tick() >= partial.tick()) {
                return state;
            }
            if (known.tick() > state.lastTick()) {
                open++;
                oldestOpen = Math.min(oldestOpen, known.tick());
            }
        }
        List<Partial> partials = new ArrayList<>(state.partials());
        partials.add(partial);
        long last = open > OPEN_TICKS ? oldestOpen : state.lastTick();
        return new LoadState(last, state.sequence(), state.counted(), kept(partials, last));
    }

    /** In order, and of each partition only the newest of those that end no later than the tick closed last. */
    private static List<Partial> kept(List<Partial> partials, long last) {
        partials.sort(ORDER);
        List<Partial> kept = new ArrayList<>(partials.size());
        for (int i = 0; i < partials.size(); i++) {
            Partial partial = partials.get(i);
            Partial next = i + 1 < partials.size() ? partials.get(i + 1) : null;
            if (next == null || next.partition() != partial.partition() || next.tick() > last) {
                kept.add(partial);
            }
        }
        return kept;
    }

    /** Gives a sample for each tick that is complete. */
    public static Outcome<LoadState, LoadSample> close(LoadPolicy policy, LoadState state, Sources sources) {
        long closed = closedTick(state, sources);
        long whole = wholeFrom(state);
        SortedSet<Long> ticks = new TreeSet<>();
        state.partials().stream()
                .map(Partial::tick)
                .filter(tick -> tick > state.lastTick() && tick >= whole && tick <= closed)
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
            samples.add(sample(policy, sources, ++sequence, tick, newest, total.minus(counted)));
            counted = total;
        }
        long last = ticks.last();
        List<Partial> kept = kept(new ArrayList<>(state.partials()), last);
        return new Outcome<>(new LoadState(last, sequence, counted, kept), samples);
    }

    /** The first tick of which everyone says something who says something at all. */
    private static long wholeFrom(LoadState state) {
        SortedMap<Integer, Long> first = new TreeMap<>();
        state.partials().forEach(partial -> first.merge(partial.partition(), partial.tick(), Math::min));
        return first.values().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    private static long closedTick(LoadState state, Sources sources) {
        SortedMap<Integer, Partial> newest = newestAt(state, Long.MAX_VALUE);
        if (newest.isEmpty()) {
            return 0;
        }
        int partitions = newest.values().iterator().next().partitions();
        long front = newest.values().stream().mapToLong(Partial::tick).max().orElseThrow();
        long held = Long.MAX_VALUE;
        for (int partition = 0; partition < partitions; partition++) {
            held = Math.min(held, held(newest.get(partition), partition, front, sources));
        }
        return held;
    }

    /** The newest tick that may be closed as far as one partition is concerned. */
    private static long held(Partial partial, int partition, long front, Sources sources) {
        long tick = partial == null ? 0 : partial.tick();
        boolean speaks = sources.speaks().test(partition);
        boolean unknown = partial == null && (speaks || sources.unread().test(partition));
        if (unknown || sources.behind().test(partition)) {
            return tick;
        }
        return speaks ? Math.max(tick, front - OPEN_TICKS + 1) : Long.MAX_VALUE;
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
            Sources known,
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
            if (age > policy.lostTicks() && !known.unread().test(partial.partition())) {
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
