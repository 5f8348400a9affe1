package io.blackroad.schema;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Ids that the registry did not know when asked, for a while. Without it every record of a broken producer would cost a
 * call. Bounded: the oldest goes first.
 */
final class UnknownIds {
    private static final int MAX_IDS = 10_000;

    /** A registry that is copied to others may know an id only later. */
    private static final Duration KEPT = Duration.ofSeconds(30);

    private final LongSupplier nanos;
    private final Map<Integer, Long> since = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Long> eldest) {
            return size() > MAX_IDS;
        }
    };

    UnknownIds(LongSupplier nanos) {
        this.nanos = nanos;
    }

    synchronized void add(int id) {
        since.remove(id);
        since.put(id, nanos.getAsLong());
    }

    synchronized boolean contains(int id) {
        Long added = since.get(id);
        if (added == null) {
            return false;
        }
        if (nanos.getAsLong() - added < KEPT.toNanos()) {
            return true;
        }
        since.remove(id);
        return false;
    }

    synchronized int size() {
        return since.size();
    }
}
