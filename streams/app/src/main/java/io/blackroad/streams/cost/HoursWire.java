package io.blackroad.streams.cost;

import io.blackroad.cost.Account;
import io.blackroad.cost.Account.Kind;
import io.blackroad.cost.PartBill;
import io.blackroad.schema.CostAccrued;
import io.blackroad.schema.Micros;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What one hour costs, by service, and for what stood idle by region. */
final class HoursWire {
    private final long hour;
    private final Map<Key, Sums> sums = new TreeMap<>();

    /** The service is empty for what stood idle. */
    private record Key(String region, String service) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            return (region + "/" + service).compareTo(other.region + "/" + other.service);
        }
    }

    private static final class Sums {
        private long overhead;
        private final Map<String, Long> items = new TreeMap<>();
    }

    HoursWire(long hour) {
        this.hour = hour;
    }

    long hour() {
        return hour;
    }

    void add(PartBill bill) {
        bill.lines().forEach(line -> {
            Account account = line.account();
            Sums of = sums.computeIfAbsent(new Key(account.region(), account.service()), key -> new Sums());
            of.items.merge(line.sold().provider() + "/" + line.sold().item(), line.nanoDollars(), Math::addExact);
            if (account.kind() == Kind.OVERHEAD) {
                of.overhead = Math.addExact(of.overhead, line.nanoDollars());
            }
        });
    }

    /** A record a service, and one for what stood idle. */
    List<CostAccrued> records(Instant asOf) {
        return sums.entrySet().stream()
                .map(entry -> record(entry.getKey(), entry.getValue(), asOf))
                .toList();
    }

    private CostAccrued record(Key key, Sums of, Instant asOf) {
        TreeSet<String> providers = new TreeSet<>();
        of.items.keySet().forEach(name -> providers.add(name.substring(0, name.indexOf('/'))));
        return CostAccrued.newBuilder()
                .setRegion(key.region())
                .setService(key.service())
                .setHour(Micros.instant(hour))
                .setProvider(String.join(",", providers))
                .setNanoDollars(of.items.values().stream().reduce(0L, Math::addExact))
                .setItems(of.items)
                .setOccurredAt(asOf)
                .setOverheadNanoDollars(of.overhead)
                .build();
    }

    /** For an hour that costs nothing any more. */
    static CostAccrued nothing(CostAccrued before) {
        return CostAccrued.newBuilder(before)
                .setNanoDollars(0)
                .setOverheadNanoDollars(0)
                .setItems(Map.of())
                .build();
    }

    /** True when two cost the same, whenever that was known. */
    static boolean same(CostAccrued one, CostAccrued other) {
        return one.getNanoDollars() == other.getNanoDollars()
                && one.getOverheadNanoDollars() == other.getOverheadNanoDollars()
                && one.getItems().equals(other.getItems());
    }
}
