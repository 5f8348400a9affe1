package io.blackroad.placement;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The agents of a region by id. Immutable: the next version shares whatever did not change with the one before. */
final class Tenants {
    /** A region of a third of a million agents has some 300 in each. */
    private static final int BUCKETS = 1_024;

    static final Tenants NONE = new Tenants(Collections.nCopies(BUCKETS, Map.of()), 0);

    private final List<Map<String, Tenant>> buckets;
    private final int size;

    private Tenants(List<Map<String, Tenant>> buckets, int size) {
        this.buckets = buckets;
        this.size = size;
    }

    int size() {
        return size;
    }

    /** Null when there is none of this name. */
    Tenant get(String agentId) {
        return buckets.get(bucketOf(agentId)).get(agentId);
    }

    /** All of them, in no order. */
    void forEach(Consumer<Tenant> action) {
        buckets.forEach(bucket -> bucket.values().forEach(action));
    }

    private static int bucketOf(String agentId) {
        int hash = agentId.hashCode();
        return (hash ^ hash >>> 16) & BUCKETS - 1;
    }

    /** A version in the making. */
    static final class Edit {
        private final List<Map<String, Tenant>> buckets;
        private final boolean[] own = new boolean[BUCKETS];
        private int size;

        Edit(Tenants before) {
            this.buckets = new ArrayList<>(before.buckets);
            this.size = before.size;
        }

        Tenant get(String agentId) {
            return buckets.get(bucketOf(agentId)).get(agentId);
        }

        void put(Tenant tenant) {
            Tenant before = bucket(tenant.said().agentId()).put(tenant.said().agentId(), tenant);
            size += before == null ? 1 : 0;
        }

        void remove(String agentId) {
            Tenant before = bucket(agentId).remove(agentId);
            size -= before == null ? 0 : 1;
        }

        void forEach(Consumer<Tenant> action) {
            buckets.forEach(bucket -> bucket.values().forEach(action));
        }

        Tenants done() {
            return new Tenants(Collections.unmodifiableList(buckets), size);
        }

        private Map<String, Tenant> bucket(String agentId) {
            int number = bucketOf(agentId);
            if (!own[number]) {
                own[number] = true;
                buckets.set(number, new HashMap<>(buckets.get(number)));
            }
            return buckets.get(number);
        }
    }
}
