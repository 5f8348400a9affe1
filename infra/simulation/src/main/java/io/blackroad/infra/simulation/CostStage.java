package io.blackroad.infra.simulation;

import io.blackroad.cost.Account;
import io.blackroad.cost.Amounts;
import io.blackroad.cost.PartBill;
import io.blackroad.cost.Parts;
import io.blackroad.cost.PriceRow;
import io.blackroad.cost.PriceUnit;
import io.blackroad.cost.Prices;
import io.blackroad.cost.Prices.Sold;
import java.math.BigInteger;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The bill of the fleet: the newest word of each partition on what it used, rated part by part in their order. */
final class CostStage extends Stage<CostStage.Kept> {
    /** Prices change in the middle of a world, and go by what was used before: a part that is missing changes the next. */
    static final Prices PRICES = new Prices(Stream.of(-1L, 20L, 45L, 70L)
            .map(second -> new PriceRow(
                    "rail",
                    "vcpu",
                    PriceUnit.MINUTE,
                    463_000 + 1_000 * second,
                    LoadStage.instant(World.START + second * Agenda.SECOND),
                    1,
                    List.of(new PriceRow.Tier(3, 231_000), new PriceRow.Tier(9, 115_001)),
                    false))
            .toList());

    static final Parts PARTS = Parts.of(PRICES);

    /** Cores that the nodes of each region offer, thousandths; less than what agents hold at times. */
    private static final long OFFERED = 12_000;

    private final Channels out;
    private TreeMap<Channels.UseKey, Long> uses = new TreeMap<>();
    private TreeMap<Long, PartBill> bills = new TreeMap<>();
    private long newest;
    private long unrated = Long.MAX_VALUE;

    /** What is logged. */
    record Kept(SortedMap<Channels.UseKey, Long> uses, SortedMap<Long, PartBill> bills, long newest, long unrated) {}

    CostStage(Channels in, Channels out) {
        super("cost", List.of(in.uses));
        this.out = out;
        begin();
    }

    @Override
    Kept state() {
        return new Kept(
                Collections.unmodifiableSortedMap(new TreeMap<>(uses)),
                Collections.unmodifiableSortedMap(new TreeMap<>(bills)),
                newest,
                unrated);
    }

    @Override
    void restore(Kept survived) {
        uses = new TreeMap<>(survived.uses());
        bills = new TreeMap<>(survived.bills());
        newest = survived.newest();
        unrated = survived.unrated();
    }

    @Override
    void take(int source, Object record) {
        Channels.Use use = (Channels.Use) record;
        uses.put(use.key(), use.coreMicros());
        // What is offered goes on as well.
        unrated = Math.min(unrated, Math.min(use.key().part(), PARTS.begin(Math.max(newest, World.START))));
        newest = Math.max(newest, use.at());
    }

    @Override
    void look() {
        if (unrated == Long.MAX_VALUE) {
            return;
        }
        TreeMap<Long, Map<Account, Amounts>> used = new TreeMap<>();
        uses.forEach((key, coreMicros) -> {
            if (key.part() >= unrated) {
                used.computeIfAbsent(key.part(), part -> new HashMap<>())
                        .merge(key.account(), Amounts.of(coreMicros, 0, 0), Amounts::plus);
            }
        });
        Map.Entry<Long, PartBill> before = bills.lowerEntry(unrated);
        rated(
                        unrated,
                        newest,
                        used,
                        before == null ? Map.of() : before.getValue().used())
                .forEach((part, bill) -> {
                    bills.put(part, bill);
                    emit(out.bills, new Channels.Billed(part, bill));
                });
        unrated = Long.MAX_VALUE;
    }

    /** The bills of all parts from one on. */
    static SortedMap<Long, PartBill> rated(
            long from, long newest, Map<Long, Map<Account, Amounts>> used, Map<Sold, BigInteger> usedBefore) {
        TreeMap<Long, PartBill> bills = new TreeMap<>();
        Map<Sold, BigInteger> before = usedBefore;
        for (long part = PARTS.begin(from); part < newest; part = PARTS.end(part)) {
            Amounts offered = Amounts.of(OFFERED, 0, 0).during(Math.min(newest, PARTS.end(part)) - part);
            Map<String, Amounts> byRegion = new TreeMap<>();
            Sites.REGIONS.forEach(region -> byRegion.put(region, offered));
            PartBill bill =
                    PartBill.of(LoadStage.instant(part), used.getOrDefault(part, Map.of()), byRegion, PRICES, before);
            before = bill.used();
            bills.put(part, bill);
        }
        return bills;
    }
}
