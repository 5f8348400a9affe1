package io.blackroad.producer.gateway;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Which events are in the log, on their way, or in doubt. An event is written only by whoever claimed its key, so a repeat
 * of one on its way waits for the same answer. One whose writing failed may still have been written; it stays in doubt,
 * and is not written again, until the log was read beyond that point. Safe for use by many threads.
 */
final class EventMemory {
    private final LongSupplier nanos;
    private final RecentKeys recent;
    private final Map<EventKey, Pending> pending = new HashMap<>();
    private int doubts;

    /** What a claim found. */
    enum Claim {
        /** The caller writes it and tells {@link #written} or {@link #failed}. */
        NEW,
        /** It is in the log. */
        WRITTEN,
        /** Somebody writes it just now; the waiter is told how that ends. */
        JOINED,
        /** An earlier attempt failed and may have been written. */
        IN_DOUBT
    }

    private static final class Pending {
        private final List<Consumer<Rejection>> waiting = new ArrayList<>(0);
        private boolean inDoubt;
    }

    EventMemory(GatewayLimits limits, LongSupplier nanos) {
        this.nanos = nanos;
        this.recent = new RecentKeys(limits.maxEventIds(), limits.window().toNanos(), nanos.getAsLong());
    }

    /** @param waiter told when {@link Claim#JOINED}: null once it is in the log, else why not */
    synchronized Claim claim(EventKey key, Consumer<Rejection> waiter) {
        if (key.isNone()) {
            return Claim.NEW;
        }
        Pending known = pending.get(key);
        if (known != null && !known.inDoubt) {
            known.waiting.add(waiter);
            return Claim.JOINED;
        }
        if (recent.contains(key)) {
            return Claim.WRITTEN;
        }
        if (known != null) {
            return Claim.IN_DOUBT;
        }
        pending.put(key, new Pending());
        return Claim.NEW;
    }

    /** The event is in the log: its writer or a reader of the log says so. */
    void written(EventKey key) {
        if (!key.isNone()) {
            tell(endWritten(key), null);
        }
    }

    private synchronized Pending endWritten(EventKey key) {
        recent.add(key, nanos.getAsLong());
        Pending ended = pending.remove(key);
        if (ended != null && ended.inDoubt) {
            doubts--;
        }
        return ended;
    }

    /**
     * The writer failed.
     *
     * @param certainly true when the event was never handed out, so that another try may write it at once
     */
    void failed(EventKey key, boolean certainly, Rejection rejection) {
        if (!key.isNone()) {
            tell(endFailed(key, certainly), rejection);
        }
    }

    private synchronized Pending endFailed(EventKey key, boolean certainly) {
        Pending failed = pending.get(key);
        if (failed == null || failed.inDoubt) {
            return null;
        }
        Pending waited = new Pending();
        waited.waiting.addAll(failed.waiting);
        failed.waiting.clear();
        if (certainly) {
            pending.remove(key);
        } else {
            failed.inDoubt = true;
            doubts++;
        }
        return waited;
    }

    /** Events in doubt now. When the log was read beyond its present end, {@link #settle} them. */
    synchronized List<EventKey> inDoubt() {
        if (doubts == 0) {
            return List.of();
        }
        return pending.entrySet().stream()
                .filter(each -> each.getValue().inDoubt)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Those of {@code keys} that were not seen in the log are not there; they may be written again. */
    synchronized void settle(List<EventKey> keys) {
        for (EventKey key : keys) {
            Pending known = pending.get(key);
            if (known != null && known.inDoubt) {
                pending.remove(key);
                doubts--;
            }
        }
    }

    /** Keys remembered. */
    synchronized int size() {
        return recent.size();
    }

    /** Outside the lock: whoever is told may write an answer. */
    private static void tell(Pending ended, Rejection rejection) {
        if (ended != null) {
            ended.waiting.forEach(waiter -> waiter.accept(rejection));
        }
    }
}
