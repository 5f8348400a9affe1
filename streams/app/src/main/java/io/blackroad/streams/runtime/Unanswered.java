package io.blackroad.streams.runtime;

import io.blackroad.schema.Micros;
import io.blackroad.streams.query.Keyspace;
import io.blackroad.streams.scaling.ScalingTopology;
import io.blackroad.streams.stored.StoredTarget;
import io.blackroad.topic.ShadowName;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Decided changes that no controller has carried out yet, of the targets held here. */
final class Unanswered {
    private final LocalStores stores;

    Unanswered(LocalStores stores) {
        this.stores = stores;
    }

    /**
     * End of the tick that each was decided on, by target.
     *
     * @throws io.blackroad.streams.query.StateUnavailableException while partitions move
     */
    Map<String, Instant> since() {
        return GuardedState.read(() -> {
            Map<String, Instant> since = new TreeMap<>();
            for (int partition : stores.active(Keyspace.TARGET)) {
                LocalStores.drain(
                                stores.<StoredTarget>keyValues(ScalingTopology.SCALING_STORE, partition)
                                        .all(),
                                Integer.MAX_VALUE)
                        .forEach(entry -> {
                            boolean real = ShadowName.realKey(entry.key).equals(entry.key);
                            if (real && entry.value.getPendingSequence() > 0) {
                                since.put(entry.key, Micros.instant(entry.value.getPendingSince()));
                            }
                        });
            }
            return since;
        });
    }
}
