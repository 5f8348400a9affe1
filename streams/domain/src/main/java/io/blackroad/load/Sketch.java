package io.blackroad.load;

import java.util.Arrays;

/**
 * Quantiles of non-negative whole numbers that add up: log-linear buckets, 64 to an octave, so a quantile is within
 * 1 % of the true one, values below 128 exact. Integer arithmetic only, so every machine gives the same bytes. The
 * bucket layout is that of HdrHistogram with seven significant bits.
 */
public final class Sketch {
    private static final int SUB_BITS = 6;
    private static final int SUB_BUCKETS = 1 << SUB_BITS;
    /** Values are cut here: 2^40 microseconds are twelve days. */
    private static final long MAX_VALUE = (1L << 40) - 1;

    private int[] counts = new int[2 * SUB_BUCKETS];
    private long total;

    /** Counts one value; negative ones count as 0. */
    public void add(long value) {
        addTo(bucketOf(Math.max(0, Math.min(value, MAX_VALUE))), 1);
    }

    /** Adds what {@link #encoded()} gave: pairs of bucket and count. */
    public void addEncoded(int[] pairs) {
        for (int i = 0; i < pairs.length; i += 2) {
            addTo(pairs[i], pairs[i + 1]);
        }
    }

    /** Pairs of bucket and count of the buckets in use, in rising order. */
    public int[] encoded() {
        int used = 0;
        for (int count : counts) {
            used += count == 0 ? 0 : 1;
        }
        int[] pairs = new int[2 * used];
        int length = 0;
        for (int bucket = 0; length < pairs.length; bucket++) {
            if (counts[bucket] != 0) {
                pairs[length++] = bucket;
                pairs[length++] = counts[bucket];
            }
        }
        return pairs;
    }

    /** Forgets everything. */
    public void clear() {
        Arrays.fill(counts, 0);
        total = 0;
    }

    /** How many values were counted. */
    public long total() {
        return total;
    }

    /**
     * The value at a rank, by the nearest-rank rule.
     *
     * @param percent 0 to 100
     * @return 0 when nothing was counted
     */
    public long quantile(int percent) {
        long rank = Math.max(1, (total * percent + 99) / 100);
        long seen = 0;
        for (int bucket = 0; bucket < counts.length; bucket++) {
            seen += counts[bucket];
            if (seen >= rank) {
                return valueOf(bucket);
            }
        }
        return 0;
    }

    private void addTo(int bucket, int count) {
        if (bucket >= counts.length) {
            counts = Arrays.copyOf(counts, Math.max(bucket + 1, counts.length * 2));
        }
        counts[bucket] += count;
        total += count;
    }

    private static int bucketOf(long value) {
        if (value < 2 * SUB_BUCKETS) {
            return (int) value;
        }
        int shift = 63 - SUB_BITS - Long.numberOfLeadingZeros(value);
        return (shift << SUB_BITS) + (int) (value >>> shift);
    }

    private static long valueOf(int bucket) {
        if (bucket < 2 * SUB_BUCKETS) {
            return bucket;
        }
        int shift = (bucket >> SUB_BITS) - 1;
        long low = (long) (bucket - (shift << SUB_BITS)) << shift;
        return low + (1L << shift) / 2;
    }
}
