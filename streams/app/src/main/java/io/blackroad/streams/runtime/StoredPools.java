package io.blackroad.streams.runtime;

import io.blackroad.streams.gpu.GpuTopology;
import io.blackroad.streams.gpu.PoolViews;
import io.blackroad.streams.query.GpuPoolView;
import io.blackroad.streams.query.Keyspace;
import io.blackroad.streams.query.Slice;
import io.blackroad.streams.query.StateUnavailableException;
import io.blackroad.streams.stored.StoredClaim;
import io.blackroad.streams.stored.StoredPool;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The GPU pools as queries see them. */
final class StoredPools {
    private static final int ATTEMPTS = 5;

    private final LocalStores stores;

    StoredPools(LocalStores stores) {
        this.stores = stores;
    }

    /** Stores change while they are read: a read that does not add up is repeated. */
    Slice<GpuPoolView> pools() {
        for (int attempt = 1; ; attempt++) {
            try {
                return read();
            } catch (IllegalStateException e) {
                if (attempt == ATTEMPTS) {
                    throw new StateUnavailableException("the GPU pools change too fast to be read; ask again", e);
                }
            }
        }
    }

    private Slice<GpuPoolView> read() {
        Set<Integer> local = stores.active(Keyspace.REGION);
        List<GpuPoolView> views = new ArrayList<>();
        for (int partition : local) {
            Map<String, List<StoredClaim>> claims = new HashMap<>();
            LocalStores.drain(
                            stores.<StoredClaim>keyValues(GpuTopology.CLAIM_STORE, partition)
                                    .all(),
                            Integer.MAX_VALUE)
                    .forEach(entry -> claims.computeIfAbsent(entry.value.getRegion(), region -> new ArrayList<>())
                            .add(entry.value));
            LocalStores.drain(
                            stores.<StoredPool>keyValues(GpuTopology.POOL_STORE, partition)
                                    .all(),
                            Integer.MAX_VALUE)
                    .forEach(entry -> views.add(PoolViews.of(entry.value, claims.getOrDefault(entry.key, List.of()))));
        }
        return new Slice<>(views, StoredState.partitions(Keyspace.REGION, local));
    }
}
