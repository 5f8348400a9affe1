package io.blackroad.streams.runtime;

import io.blackroad.schema.CostAccrued;
import io.blackroad.streams.cost.BooksWire;
import io.blackroad.streams.cost.CostTopology;
import io.blackroad.streams.query.CostBook;
import io.blackroad.streams.query.Keyspace;
import io.blackroad.streams.query.Slice;
import io.blackroad.streams.stored.StoredCostClock;
import io.blackroad.streams.stored.StoredUse;
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

    Slice<CostBook> books() {
        Set<Integer> local = stores.active(Keyspace.FLEET);
        if (local.isEmpty()) {
            return new Slice<>(List.of(), Set.of());
        }
        List<StoredCostClock> clock = values(LocalStores.drain(
                stores.<StoredCostClock>keyValues(CostTopology.CLOCK_STORE, ONLY)
                        .all(),
                1));
        List<CostAccrued> hours = values(LocalStores.drain(
                stores.<CostAccrued>keyValues(CostTopology.HOUR_STORE, ONLY).all(), Integer.MAX_VALUE));
        List<StoredUse> present = values(LocalStores.drain(
                stores.<StoredUse>keyValues(CostTopology.USE_STORE, ONLY)
                        .range(BooksWire.FIRST_PRESENT, BooksWire.AFTER_PRESENT),
                Integer.MAX_VALUE));
        return new Slice<>(
                clock.stream().map(now -> BooksWire.of(now, hours, present)).toList(),
                StoredState.partitions(Keyspace.FLEET, local));
    }

    private static <V> List<V> values(List<KeyValue<String, V>> entries) {
        return entries.stream().map(entry -> entry.value).toList();
    }
}
