package io.blackroad.streams.runtime;

import io.blackroad.schema.CostAccrued;
import io.blackroad.streams.cost.BooksWire;
import io.blackroad.streams.cost.CostTopology;
import io.blackroad.streams.query.CostBook;
import io.blackroad.streams.query.Keyspace;
import io.blackroad.streams.query.Slice;
import io.blackroad.streams.stored.StoredCostClock;
import io.blackroad.streams.stored.StoredUse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.kafka.streams.KeyValue;

/** The fleet's costs as queries see them. */
final class StoredCosts {
    private static final int ONLY = 0;

    private final LocalStores stores;

    StoredCosts(LocalStores stores) {
        this.stores = stores;
    }

    Slice<CostBook> books(Duration back) {
        Set<Integer> local = stores.active(Keyspace.FLEET);
        if (local.isEmpty()) {
            return new Slice<>(List.of(), Set.of());
        }
        List<StoredCostClock> clock = values(LocalStores.drain(
                stores.<StoredCostClock>keyValues(CostTopology.CLOCK_STORE, ONLY)
                        .all(),
                1));
        List<StoredUse> present = values(LocalStores.drain(
                stores.<StoredUse>keyValues(CostTopology.USE_STORE, ONLY)
                        .range(BooksWire.FIRST_PRESENT, BooksWire.AFTER_PRESENT),
                Integer.MAX_VALUE));
        return new Slice<>(
                clock.stream()
                        .map(now -> BooksWire.of(now, hours(now, back), present))
                        .toList(),
                StoredState.partitions(Keyspace.FLEET, local));
    }

    private List<CostAccrued> hours(StoredCostClock clock, Duration back) {
        return values(LocalStores.drain(
                stores.<CostAccrued>keyValues(CostTopology.HOUR_STORE, ONLY)
                        .range(BooksWire.firstHour(clock, back), BooksWire.AFTER_HOURS),
                Integer.MAX_VALUE));
    }

    private static <V> List<V> values(List<KeyValue<String, V>> entries) {
        return entries.stream().map(entry -> entry.value).toList();
    }
}
