package io.blackroad.streams.cost;

import io.blackroad.cost.Amounts;
import io.blackroad.streams.stored.StoredCostClock;
import io.blackroad.streams.stored.StoredUse;
import io.blackroad.streams.stored.UseWire;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.state.KeyValueStore;

/** How far costs are reckoned, and what is offered since. */
final class CostClock {
    static final String KEY = "clock";
    private static final long NEVER = -1;

    private final KeyValueStore<String, StoredCostClock> store;
    private long newest = NEVER;
    private long unrated = Long.MAX_VALUE;
    private long offeredUntil = NEVER;
    private Map<String, Amounts> offered = Map.of();
    private boolean moved;

    CostClock(KeyValueStore<String, StoredCostClock> store) {
        this.store = store;
        StoredCostClock stored = store.get(KEY);
        if (stored != null) {
            newest = stored.getNewestMicros();
            unrated = stored.getUnratedMicros();
            offeredUntil = stored.getOfferedUntilMicros();
            offered = OfferWire.amounts(stored.getOffered());
            moved = unrated != Long.MAX_VALUE;
        }
    }

    /** Word of use came. */
    void heard(StoredUse use) {
        newest = Math.max(newest, use.getAtMicros());
        moved = true;
        if (use.getFromMicros() != UseWire.PRESENT && use.getFromMicros() < unrated) {
            unrated = use.getFromMicros();
            write();
        }
    }

    boolean started() {
        return newest != NEVER && (!neverOffered() || unrated != Long.MAX_VALUE);
    }

    /** True when something came since the last rating. */
    boolean moved() {
        return moved;
    }

    long newestMicros() {
        return newest;
    }

    /** Beginning of the first part to be rated again. */
    long unratedMicros() {
        return unrated;
    }

    /** The part that a time lies in is to be rated again. */
    void rateFrom(long micros) {
        unrated = Math.min(unrated, micros);
    }

    /** Until when what is offered is added up; for the first time from the beginning of the first part. */
    long offeredUntilMicros() {
        return neverOffered() ? unrated : offeredUntil;
    }

    /** True until it is known for the first time what is offered; nothing may be offered as well. */
    boolean neverOffered() {
        return offeredUntil == NEVER;
    }

    Map<String, Amounts> offered() {
        return offered;
    }

    /** What is offered is added up until now; from now on this is offered. */
    void offer(Map<String, Amounts> now) {
        offeredUntil = Math.max(offeredUntilMicros(), newest);
        offered = now;
    }

    void rated() {
        unrated = Long.MAX_VALUE;
        moved = false;
        write();
    }

    private void write() {
        store.put(KEY, new StoredCostClock(newest, unrated, offeredUntil, List.copyOf(OfferWire.stored(offered))));
    }
}
