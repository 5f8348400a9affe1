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
        forEach(buckets, action);
    }

    private static void forEach(List<Map<String, Tenant>> buckets, Consumer<Tenant> action) {
        for (Map<String, Tenant> bucket : buckets) {
            if (!bucket.isEmpty()) {
                bucket.values().forEach(action);
            }
        }
    }

    private static int bucketOf(String agentId) {
        int hash = agentId.hashCode();
        return (hash ^ hash >>> 16) & BUCKETS - 1;
    }

    /** A version in the making. */
    static final class Edit {
        private final Tenants before;
        private List<Map<String, Tenant>> buckets;

        /** Which buckets were copied; null while nothing was changed. */
        private boolean[] own;

        private int size;

        Edit(Tenants before) {
            this.before = before;
            this.buckets = before.buckets;
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
            Tenants.forEach(buckets, action);
        }

        Tenants done() {
            return own == null ? before : new Tenants(Collections.unmodifiableList(buckets), size);
        }

        private Map<String, Tenant> bucket(String agentId) {
            if (own == null) {
                own = new boolean[BUCKETS];
                buckets = new ArrayList<>(buckets);
            }
            int number = bucketOf(agentId);
            if (!own[number]) {
                own[number] = true;
                buckets.set(number, new HashMap<>(buckets.get(number)));
            }
            return buckets.get(number);
        }
    }
}
