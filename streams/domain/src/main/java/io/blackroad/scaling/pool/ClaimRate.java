package io.blackroad.scaling.pool;

import io.blackroad.scaling.Memory;
import io.blackroad.scaling.Micros;

/**
 * Claims of a pool in the last minute, as whole numbers to remember: in buckets of five seconds, or of a tick where that is
 * longer, so that it needs no number for each tick. The bucket that runs, and the first one, which was not seen whole, do not
 * count. After a bucket of which nothing was heard, and when the buckets become longer or shorter, it begins anew.
 *
 * <pre>
 * newest bucket | buckets that count | a minute of buckets | claims in the newest | warm agents wanted | microseconds a bucket
 * </pre>
 */
final class ClaimRate {
    private static final String OWNER = "pool";
    private static final int VERSION = 2;
    private static final long SHORTEST_BUCKET = 5 * Micros.SECOND;
    private static final int BUCKETS = 12;
    private static final long WINDOW = BUCKETS * SHORTEST_BUCKET;
    private static final int NEWEST = 0;
    private static final int KNOWN = 1;
    private static final int FIRST = 2;
    private static final int RUNNING = FIRST + BUCKETS;
    private static final int WARM = RUNNING + 1;
    private static final int BUCKET_MICROS = WARM + 1;

    private final long[] values;

    private ClaimRate(long[] values) {
        this.values = values;
    }

    /** After the claims of a tick of {@code tickMicros} that ends at {@code now}, microseconds. */
    static ClaimRate after(Memory before, long claims, long tickMicros, long now) {
        long length = Math.max(SHORTEST_BUCKET, tickMicros);
        // A tick that ends where a bucket begins lies before it.
        long bucket = Math.floorDiv(now - 1, length);
        boolean goesOn =
                before.isOf(OWNER, VERSION) && before.at(BUCKET_MICROS) == length && bucket - before.at(NEWEST) <= 1;
        long[] values = goesOn ? before.values() : new long[BUCKET_MICROS + 1];
        if (!goesOn) {
            values[NEWEST] = bucket;
            values[KNOWN] = -1;
            values[BUCKET_MICROS] = length;
        }
        if (values[NEWEST] < bucket) {
            long most = Math.max(1, WINDOW / length);
            values[FIRST + (int) Math.floorMod(values[NEWEST], (long) BUCKETS)] = values[RUNNING];
            values[KNOWN] = Math.min(most, values[KNOWN] + 1);
            values[RUNNING] = 0;
            values[NEWEST] = bucket;
        }
        values[RUNNING] += Math.max(0, claims);
        return new ClaimRate(values);
    }

    /** Claims in {@link #windowMicros}. */
    long claims() {
        long sum = 0;
        for (long back = 1; back <= values[KNOWN]; back++) {
            sum += values[FIRST + (int) Math.floorMod(values[NEWEST] - back, (long) BUCKETS)];
        }
        return sum;
    }

    /** How long was watched, microseconds; 0 at first. */
    long windowMicros() {
        return Math.max(0, values[KNOWN]) * values[BUCKET_MICROS];
    }

    /** To remember, with the number of warm agents that follows. */
    Memory with(int warm) {
        long[] next = values.clone();
        next[WARM] = warm;
        return Memory.of(OWNER, VERSION, next);
    }

    /** The number of warm agents that a memory holds; -1 when it is another's. */
    static int warm(Memory memory) {
        return memory.isOf(OWNER, VERSION) ? (int) memory.at(WARM) : -1;
    }
}
