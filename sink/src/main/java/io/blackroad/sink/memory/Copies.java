package io.blackroad.sink.memory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Copies of values, and of the knowledge that there is none. A copy that was read before a key was forgotten must not be kept
 * after: whoever reads takes a stamp first, and what he brings is dropped when the stamp has changed meanwhile.
 */
final class Copies {
    private static final int STRIPES = 4_096;
    private static final int OVERHEAD_BYTES = 128;

    private final Cache<String, Optional<?>> cache;
    private final AtomicLongArray stamps = new AtomicLongArray(STRIPES);
    private volatile boolean open = true;

    Copies(CacheConfig config, Ticker ticker) {
        this.cache = Caffeine.newBuilder()
                .maximumWeight(config.maxBytes())
                .weigher(Copies::weight)
                .expireAfterWrite(config.maxAge())
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
    }

    private static int weight(String key, Optional<?> value) {
        Object held = value.orElse(null);
        int size = OVERHEAD_BYTES + 2 * key.length();
        if (held instanceof byte[] bytes) {
            return size + bytes.length;
        }
        if (held instanceof AgentSnapshot snapshot) {
            for (String part : snapshot.parts().values()) {
                size += OVERHEAD_BYTES + part.length();
            }
        }
        return size;
    }

    /** The copy; null when there is none. */
    Optional<?> get(String key) {
        return open ? cache.getIfPresent(key) : null;
    }

    /** To be taken before the value is read. */
    long stamp(String key) {
        return stamps.get(stripe(key));
    }

    void keep(String key, Optional<?> value, long stamp) {
        if (!open || stamps.get(stripe(key)) != stamp) {
            return;
        }
        cache.put(key, value);
        // Somebody who forgot the key just before the copy was put has changed the stamp by now; just after, he removes
        // it.
        if (!open || stamps.get(stripe(key)) != stamp) {
            cache.invalidate(key);
        }
    }

    void forget(Collection<String> keys) {
        keys.forEach(key -> stamps.incrementAndGet(stripe(key)));
        cache.invalidateAll(keys);
    }

    /** Keeps nothing until {@link #open}: nobody would say when it changes. */
    void shut() {
        open = false;
        for (int stripe = 0; stripe < STRIPES; stripe++) {
            stamps.incrementAndGet(stripe);
        }
        cache.invalidateAll();
    }

    void open() {
        open = true;
    }

    private static int stripe(String key) {
        int hash = key.hashCode();
        return (hash ^ hash >>> 16) & STRIPES - 1;
    }
}
