package io.blackroad.cost;

import java.util.Arrays;
import java.util.SortedSet;

/**
 * What use is added up by: hours, and where a price changes within an hour, its parts. All in microseconds since 1970.
 */
public final class Parts {
    private static final long HOUR = PriceUnit.HOUR.micros();

    private final long[] changes;

    private Parts(long[] changes) {
        this.changes = changes;
    }

    /** The parts under some prices. */
    public static Parts of(Prices prices) {
        SortedSet<Long> changes = prices.changes();
        return new Parts(changes.stream().mapToLong(Long::longValue).toArray());
    }

    /** Beginning of the hour that a time lies in. */
    public static long hour(long micros) {
        return Math.floorDiv(micros, HOUR) * HOUR;
    }

    /** Beginning of the part that a time lies in. */
    public long begin(long micros) {
        int place = Arrays.binarySearch(changes, micros);
        int before = place >= 0 ? place : -place - 2;
        long hour = hour(micros);
        return before < 0 ? hour : Math.max(hour, changes[before]);
    }

    /** Its end. */
    public long end(long micros) {
        int place = Arrays.binarySearch(changes, micros);
        int after = place >= 0 ? place + 1 : -place - 1;
        long next = hour(micros) + HOUR;
        return after == changes.length ? next : Math.min(next, changes[after]);
    }
}
