package io.blackroad.streams.cost;

import io.blackroad.cost.Amounts;
import io.blackroad.cost.Prices.Sold;
import io.blackroad.streams.stored.StoredPart;
import io.blackroad.streams.stored.UseWire;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Parts of hours: what was offered in each, and what the month had used by its end. */
final class PartLedger {
    private final KeyValueStore<String, StoredPart> store;

    PartLedger(KeyValueStore<String, StoredPart> store) {
        this.store = store;
    }

    /** Adds what was offered for a time. */
    void offer(long part, Map<String, Amounts> offered, long micros) {
        StoredPart before = store.get(CostWire.time(part));
        Map<String, Amounts> sums = new TreeMap<>(before == null ? Map.of() : OfferWire.amounts(before.getOffered()));
        offered.forEach((region, amounts) -> sums.merge(region, amounts.during(micros), Amounts::plus));
        put(
                part,
                OfferWire.stored(sums),
                before == null ? Map.of() : before.getUsed(),
                before == null ? 0 : before.getCharged());
    }

    /** What was offered in the parts from one on. */
    NavigableMap<Long, Map<String, Amounts>> offeredFrom(long part) {
        NavigableMap<Long, Map<String, Amounts>> offered = new TreeMap<>();
        try (KeyValueIterator<String, StoredPart> parts = store.range(CostWire.time(part), CostWire.END)) {
            parts.forEachRemaining(
                    entry -> offered.put(CostWire.micros(entry.key), OfferWire.amounts(entry.value.getOffered())));
        }
        return offered;
    }

    /** What a month had used of each item before a part. */
    Map<Sold, BigInteger> usedBefore(long part) {
        if (part == CostWire.month(part)) {
            return Map.of();
        }
        try (KeyValueIterator<String, StoredPart> parts =
                store.reverseRange(CostWire.time(CostWire.month(part)), CostWire.time(part - 1))) {
            while (parts.hasNext()) {
                KeyValue<String, StoredPart> before = parts.next();
                if (!before.value.getUsed().isEmpty()) {
                    return used(before.value);
                }
            }
        }
        return Map.of();
    }

    /** Keeps how a part was rated. */
    void rated(long part, Map<Sold, BigInteger> used, long charged) {
        StoredPart before = store.get(CostWire.time(part));
        Map<String, ByteBuffer> stored = new TreeMap<>();
        used.forEach((sold, quantity) -> stored.put(sold.provider() + "/" + sold.item(), UseWire.bytes(quantity)));
        put(part, before == null ? List.of() : before.getOffered(), stored, charged);
    }

    void forgetBefore(long part) {
        // A range has its end in it, and the part itself stays.
        String last = CostWire.time(Math.max(0, part - 1));
        try (KeyValueIterator<String, StoredPart> old = store.range(CostWire.time(0), last)) {
            old.forEachRemaining(entry -> store.delete(entry.key));
        }
    }

    private static Map<Sold, BigInteger> used(StoredPart part) {
        Map<Sold, BigInteger> used = new HashMap<>();
        part.getUsed().forEach((name, quantity) -> {
            int slash = name.indexOf('/');
            used.put(new Sold(name.substring(0, slash), name.substring(slash + 1)), UseWire.number(quantity));
        });
        return used;
    }

    private void put(
            long part,
            List<io.blackroad.streams.stored.StoredOffer> offered,
            Map<String, ByteBuffer> used,
            long charged) {
        store.put(CostWire.time(part), new StoredPart(offered, used, charged));
    }
}
