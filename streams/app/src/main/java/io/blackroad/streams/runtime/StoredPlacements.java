package io.blackroad.streams.runtime;

import io.blackroad.streams.placement.PlacementTopology;
import io.blackroad.streams.placement.PlacementViews;
import io.blackroad.streams.query.Keyspace;
import io.blackroad.streams.query.PlacementView;
import io.blackroad.streams.query.Slice;
import io.blackroad.streams.query.WorkerView;
import io.blackroad.streams.stored.StoredPlacement;
import io.blackroad.streams.stored.StoredTenant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;

/** The placement of the regions as queries see it. */
final class StoredPlacements {
    private final LocalStores stores;

    StoredPlacements(LocalStores stores) {
        this.stores = stores;
    }

    Slice<PlacementView> placements() {
        Set<Integer> local = stores.active(Keyspace.PLACEMENT);
        List<PlacementView> views = new ArrayList<>();
        for (int partition : local) {
            regions(partition).forEach(stored -> views.add(PlacementViews.of(stored)));
        }
        return new Slice<>(views, StoredState.partitions(Keyspace.PLACEMENT, local));
    }

    Slice<WorkerView> worker(String id) {
        Set<Integer> local = stores.active(Keyspace.PLACEMENT);
        List<WorkerView> views = new ArrayList<>();
        for (int partition : local) {
            for (StoredPlacement stored : regions(partition)) {
                String region = stored.getRegion();
                // Agents of the region lie between its slash and the character after that.
                try (KeyValueIterator<String, StoredTenant> tenants = stores.<StoredTenant>keyValues(
                                PlacementTopology.TENANT_STORE, partition)
                        .range(region + "/", region + "0")) {
                    PlacementViews.of(stored, id, values(tenants)).ifPresent(views::add);
                }
            }
        }
        return new Slice<>(views, StoredState.partitions(Keyspace.PLACEMENT, local));
    }

    private List<StoredPlacement> regions(int partition) {
        return LocalStores.drain(
                        stores.<StoredPlacement>keyValues(PlacementTopology.PLACEMENT_STORE, partition)
                                .all(),
                        Integer.MAX_VALUE)
                .stream()
                .map((KeyValue<String, StoredPlacement> entry) -> entry.value)
                .toList();
    }

    private static Iterator<StoredTenant> values(KeyValueIterator<String, StoredTenant> entries) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return entries.hasNext();
            }

            @Override
            public StoredTenant next() {
                return entries.next().value;
            }
        };
    }
}
