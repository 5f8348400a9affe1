package io.blackroad.gpu;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What each agent waits for or holds, by agent and request. Immutable: a change copies one of {@value #BUCKETS} small
 * maps and the array of them.
 *
 * @param <V> waiter or lease
 */
final class Claims<V> {
    private static final int BUCKETS = 1_024;

    private final Map<String, Map<String, V>>[] buckets;
    private final int size;

    private Claims(Map<String, Map<String, V>>[] buckets, int size) {
        this.buckets = buckets;
        this.size = size;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    static <V> Claims<V> none() {
        Map<String, Map<String, V>>[] buckets = new Map[BUCKETS];
        Arrays.fill(buckets, Map.of());
        return new Claims<>(buckets, 0);
    }

    int size() {
        return size;
    }

    /** Null when there is none. */
    V get(String agentId, String requestId) {
        return of(agentId).get(requestId);
    }

    /** All of an agent, by request. */
    Map<String, V> of(String agentId) {
        return buckets[bucket(agentId)].getOrDefault(agentId, Map.of());
    }

    Claims<V> with(String agentId, String requestId, V claim) {
        boolean known = get(agentId, requestId) != null;
        return changed(agentId, known ? size : size + 1, claims -> {
            claims.put(requestId, claim);
            return claims;
        });
    }

    Claims<V> without(String agentId, String requestId) {
        boolean known = get(agentId, requestId) != null;
        return changed(agentId, known ? size - 1 : size, claims -> {
            claims.remove(requestId);
            return claims;
        });
    }

    private Claims<V> changed(String agentId, int newSize, UnaryOperator<Map<String, V>> change) {
        Map<String, Map<String, V>>[] next = buckets.clone();
        Map<String, Map<String, V>> bucket = new HashMap<>(next[bucket(agentId)]);
        Map<String, V> claims = change.apply(new HashMap<>(bucket.getOrDefault(agentId, Map.of())));
        if (claims.isEmpty()) {
            bucket.remove(agentId);
        } else {
            bucket.put(agentId, claims);
        }
        next[bucket(agentId)] = bucket;
        return new Claims<>(next, newSize);
    }

    private static int bucket(String agentId) {
        int hash = agentId.hashCode();
        return (hash ^ hash >>> 16) & BUCKETS - 1;
    }
}
