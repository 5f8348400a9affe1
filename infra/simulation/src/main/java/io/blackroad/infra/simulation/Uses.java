package io.blackroad.infra.simulation;

import io.blackroad.cost.Account;
import io.blackroad.cost.Holding;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** What the agents of a partition used in each part of an hour: sums since it began, so whoever gets them keeps the newest. */
final class Uses {
    private final int partition;
    private TreeMap<Channels.UseKey, Long> sums = new TreeMap<>();
    private SortedSet<Channels.UseKey> unsaid = new TreeSet<>();

    /** As it stands; null since it has changed. */
    private Kept kept;

    /** What is logged. */
    record Kept(SortedMap<Channels.UseKey, Long> sums, SortedSet<Channels.UseKey> unsaid) {}

    Uses(int partition) {
        this.partition = partition;
    }

    Kept state() {
        if (kept == null) {
            kept = new Kept(
                    Collections.unmodifiableSortedMap(new TreeMap<>(sums)),
                    Collections.unmodifiableSortedSet(new TreeSet<>(unsaid)));
        }
        return kept;
    }

    void restore(Kept survived) {
        kept = survived;
        sums = new TreeMap<>(survived.sums());
        unsaid = new TreeSet<>(survived.unsaid());
    }

    void add(Holding holding, long from, long to, int sign) {
        kept = null;
        for (long at = from; at < to; at = CostStage.PARTS.end(at)) {
            Channels.UseKey key = new Channels.UseKey(partition, account(holding), CostStage.PARTS.begin(at));
            sums.merge(key, sign * (Math.min(to, CostStage.PARTS.end(at)) - at) * holding.cpuMillis(), Long::sum);
            unsaid.add(key);
        }
    }

    /** All that was used in the part that a time lies in is forgotten. */
    void beginAnew(long at) {
        kept = null;
        long part = CostStage.PARTS.begin(at);
        sums.replaceAll((key, sum) -> key.part() == part ? 0L : sum);
    }

    /** Says what has changed since it was said last. */
    void say(long at, Consumer<Channels.Use> listener) {
        unsaid.forEach(key -> listener.accept(new Channels.Use(key, sums.get(key), at)));
        unsaid.clear();
        kept = null;
    }

    static Account account(Holding holding) {
        return holding.overhead()
                ? Account.overhead(holding.region(), holding.service())
                : Account.agent("", holding.region(), holding.service());
    }
}
