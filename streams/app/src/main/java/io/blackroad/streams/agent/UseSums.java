package io.blackroad.streams.agent;

import io.blackroad.cost.Amounts;
import io.blackroad.cost.Integral;
import io.blackroad.cost.Parts;
import io.blackroad.streams.stored.StoredUse;
import io.blackroad.streams.stored.UseWire;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What the agents of one source partition used, by target and part of an hour. Sums since the part began, so whoever gets
 * them keeps the newest.
 */
final class UseSums {
    /** Nobody is paid for longer ago: a day of silence, the grace, and an hour to spare. */
    static final long KEPT_MICROS = 26 * 3_600L * 1_000_000;

    private final AgentTable table;
    private final int partition;
    private final KeyValueStore<String, StoredUse> store;
    private Parts parts;

    /** By twice the number of the target, one more for overhead. */
    private final List<NavigableMap<Long, Sum>> sums = new ArrayList<>();

    private final List<Sum> latest = new ArrayList<>();

    private static final class Sum {
        private final long from;
        private long to;
        private final Integral cpu = new Integral();
        private final Integral memory = new Integral();
        private final Integral gpu = new Integral();
        private boolean unwritten;
        private boolean unsent = true;

        Sum(long from, long to) {
            this.from = from;
            this.to = to;
        }

        Amounts amounts() {
            return new Amounts(cpu.value(), memory.value(), gpu.value());
        }
    }

    UseSums(AgentTable table, int partition, KeyValueStore<String, StoredUse> store, Parts parts) {
        this.table = table;
        this.partition = partition;
        this.store = store;
        this.parts = parts;
        try (KeyValueIterator<String, StoredUse> all = store.all()) {
            all.forEachRemaining(entry -> restore(entry.value));
        }
    }

    private void restore(StoredUse use) {
        Sum sum = new Sum(use.getFromMicros(), parts.end(use.getFromMicros()));
        Amounts amounts = UseWire.amounts(use);
        sum.cpu.set(amounts.cpu());
        sum.memory.set(amounts.memory());
        sum.gpu.set(amounts.gpu());
        int place = place(table.numberOf(use.getRegion() + "/" + use.getService()), use.getOverhead());
        room(place);
        sums.get(place).put(sum.from, sum);
    }

    static int place(int target, boolean overhead) {
        return 2 * target + (overhead ? 1 : 0);
    }

    /** Prices changed, or will: what is added from now on goes by these parts. */
    void divide(Parts newParts) {
        parts = newParts;
        sums.forEach(ofTarget -> ofTarget.values().forEach(sum -> sum.to = parts.end(sum.from)));
        latest.replaceAll(sum -> null);
    }

    /**
     * Adds what was held for a time.
     *
     * @param place see {@link #place}
     * @param sign -1 to take it back
     */
    void add(int place, long from, long to, int sign, long cpuMillis, long memoryBytes, long gpuMillis) {
        long at = from;
        while (at < to) {
            Sum sum = at(place, at);
            long end = Math.min(to, sum.to);
            long micros = sign * (end - at);
            sum.cpu.add(cpuMillis, micros);
            sum.memory.add(memoryBytes, micros);
            if (gpuMillis != 0) {
                sum.gpu.add(gpuMillis, micros);
            }
            sum.unwritten = true;
            sum.unsent = true;
            at = end;
        }
    }

    private Sum at(int place, long micros) {
        Sum sum = place < latest.size() ? latest.get(place) : null;
        if (sum != null && micros >= sum.from && micros < sum.to) {
            return sum;
        }
        room(place);
        Sum found = sums.get(place).computeIfAbsent(parts.begin(micros), from -> new Sum(from, parts.end(from)));
        latest.set(place, found);
        return found;
    }

    private void room(int place) {
        while (sums.size() <= place) {
            sums.add(new TreeMap<>());
            latest.add(null);
        }
    }

    /** Writes what changed, and forgets what is too old to change. */
    void write(long nowMicros) {
        for (int place = 0; place < sums.size(); place++) {
            NavigableMap<Long, Sum> ofTarget = sums.get(place);
            for (Sum sum : ofTarget.values()) {
                if (sum.unwritten) {
                    store.put(key(place, sum), stored(place, sum, nowMicros));
                    sum.unwritten = false;
                }
            }
            while (!ofTarget.isEmpty()
                    && ofTarget.firstKey() < nowMicros - KEPT_MICROS
                    && !ofTarget.firstEntry().getValue().unsent) {
                store.delete(key(place, ofTarget.pollFirstEntry().getValue()));
                latest.set(place, null);
            }
        }
    }

    /** Gives away what changed since the last time. */
    void send(long nowMicros, BiConsumer<Integer, StoredUse> listener) {
        for (int place = 0; place < sums.size(); place++) {
            for (Sum sum : sums.get(place).values()) {
                if (sum.unsent) {
                    listener.accept(place, stored(place, sum, nowMicros));
                    sum.unsent = false;
                }
            }
        }
    }

    /** A record of one target. */
    StoredUse stored(int place, long fromMicros, long nowMicros, Amounts amounts) {
        String target = table.targets().get(place / 2);
        int slash = target.indexOf('/');
        return UseWire.stored(
                partition,
                target.substring(0, slash),
                target.substring(slash + 1),
                place % 2 == 1,
                fromMicros,
                nowMicros,
                amounts);
    }

    private StoredUse stored(int place, Sum sum, long nowMicros) {
        return stored(place, sum.from, nowMicros, sum.amounts());
    }

    private String key(int place, Sum sum) {
        return table.targets().get(place / 2) + "/" + place % 2 + "/" + sum.from;
    }
}
