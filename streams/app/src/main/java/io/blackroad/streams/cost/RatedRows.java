package io.blackroad.streams.cost;

import io.blackroad.cost.Account;
import io.blackroad.cost.Amounts;
import io.blackroad.cost.Item;
import io.blackroad.cost.PartBill;
import io.blackroad.cost.Parts;
import io.blackroad.cost.Prices;
import io.blackroad.cost.Prices.Sold;
import io.blackroad.schema.CostAccrued;
import io.blackroad.schema.Micros;
import io.blackroad.streams.stored.StoredUse;
import io.blackroad.streams.stored.UseWire;
import java.math.BigInteger;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rates hours from what was used and offered in them, in their order, since what an hour costs depends on what the month
 * used before it. Rating again gives the same; only hours that cost something else than before are published.
 */
final class RatedRows {
    private static final Logger LOG = LoggerFactory.getLogger(RatedRows.class);

    private static final long DAY = 24L * 3_600 * 1_000_000;

    /** The month that runs and the one before can be rated again. */
    private static final long USE_KEPT = 62 * DAY;

    /** How far back costs can be asked for. The topic keeps them for ever. */
    private static final long HOURS_KEPT = 92 * DAY;

    private final KeyValueStore<String, StoredUse> uses;
    private final PartLedger ledger;
    private final KeyValueStore<String, CostAccrued> hours;
    private final Consumer<CostAccrued> publish;
    private final Set<Item> warned = EnumSet.noneOf(Item.class);

    RatedRows(
            KeyValueStore<String, StoredUse> uses,
            PartLedger ledger,
            KeyValueStore<String, CostAccrued> hours,
            Consumer<CostAccrued> publish) {
        this.uses = uses;
        this.ledger = ledger;
        this.hours = hours;
        this.publish = publish;
    }

    /**
     * Rates what there is from a time on.
     *
     * @param nowMicros the newest event time
     */
    void rate(Prices prices, long fromMicros, long nowMicros) {
        if (fromMicros == Long.MAX_VALUE) {
            return;
        }
        long from = Parts.hour(fromMicros);
        NavigableMap<Long, Map<Account, Amounts>> used = usedFrom(from);
        NavigableMap<Long, Map<String, Amounts>> offered = ledger.offeredFrom(from);
        Set<Long> parts = new TreeSet<>(used.keySet());
        parts.addAll(offered.keySet());
        NavigableMap<Long, HoursWire> costs = new TreeMap<>();
        Map<Sold, BigInteger> month = Map.of();
        long monthOf = Long.MIN_VALUE;
        for (long part : parts) {
            if (CostWire.month(part) != monthOf) {
                monthOf = CostWire.month(part);
                month = ledger.usedBefore(part);
            }
            PartBill bill = PartBill.of(
                    Micros.instant(part),
                    used.getOrDefault(part, Map.of()),
                    offered.getOrDefault(part, Map.of()),
                    prices,
                    month);
            warn(bill);
            month = bill.used();
            ledger.rated(part, month, bill.charged());
            costs.computeIfAbsent(Parts.hour(part), HoursWire::new).add(bill);
        }
        costs.values().forEach(hour -> publish(hour, nowMicros));
    }

    /** Beginning of the oldest month of which all is kept. What is older is closed: not all that was used then is known. */
    static long oldest(long nowMicros) {
        return CostWire.month(Math.max(0, nowMicros - USE_KEPT));
    }

    /** Forgets what nobody can ask for any more. */
    void forget(long nowMicros) {
        long oldest = oldest(nowMicros);
        try (KeyValueIterator<String, StoredUse> old = uses.range(CostWire.time(0), CostWire.time(oldest))) {
            old.forEachRemaining(entry -> uses.delete(entry.key));
        }
        ledger.forgetBefore(oldest);
        String oldHours = CostWire.time(Math.max(0, nowMicros - HOURS_KEPT));
        try (KeyValueIterator<String, CostAccrued> old = hours.range(CostWire.time(0), oldHours)) {
            old.forEachRemaining(entry -> hours.delete(entry.key));
        }
    }

    private NavigableMap<Long, Map<Account, Amounts>> usedFrom(long from) {
        NavigableMap<Long, Map<Account, Amounts>> used = new TreeMap<>();
        try (KeyValueIterator<String, StoredUse> all = uses.range(CostWire.time(from), CostWire.END)) {
            all.forEachRemaining(entry -> {
                StoredUse use = entry.value;
                used.computeIfAbsent(use.getFromMicros(), part -> new HashMap<>())
                        .merge(CostWire.account(use), UseWire.amounts(use), Amounts::plus);
            });
        }
        return used;
    }

    private void warn(PartBill bill) {
        for (Item item : bill.unpriced()) {
            if (warned.add(item)) {
                LOG.warn(
                        "{} is held and has no price, or one too high to reckon with; nothing is charged for it until"
                                + " prices has a sound row",
                        item.code());
            }
        }
    }

    private void publish(HoursWire costs, long nowMicros) {
        Map<String, CostAccrued> before = new HashMap<>();
        String hour = CostWire.time(costs.hour());
        try (KeyValueIterator<String, CostAccrued> known = hours.range(hour, hour + "0")) {
            known.forEachRemaining(entry -> before.put(entry.key, entry.value));
        }
        Map<String, CostAccrued> now = new TreeMap<>();
        costs.records(Micros.instant(nowMicros)).forEach(cost -> now.put(CostWire.hour(cost), cost));
        before.forEach((key, cost) -> now.computeIfAbsent(key, gone -> HoursWire.nothing(cost)));
        now.forEach((key, cost) -> {
            CostAccrued known = before.get(key);
            if (known == null || !HoursWire.same(known, cost)) {
                hours.put(key, cost);
                publish.accept(cost);
            }
        });
    }
}
