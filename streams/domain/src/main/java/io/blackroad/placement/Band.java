package io.blackroad.placement;

/**
 * The loads that a region's workers may have, in integers: 1.2 times a mean in floating point decides differently on
 * another machine's rounding.
 *
 * @param total load of all agents that count
 * @param workers live workers, at least 1
 */
record Band(long total, int workers, long low, long high) {

    static Band of(long total, int workers, RebalancePolicy policy) {
        // Loads are integers: the band always holds the two around the mean, however narrow it is.
        long low = Math.min(ceilDiv(total * policy.low(), 100L * workers), total / workers);
        long high = Math.max(total * policy.high() / (100L * workers), ceilDiv(total, workers));
        return new Band(total, workers, low, high);
    }

    boolean above(long load, int percent) {
        return load * workers * 100 > total * percent;
    }

    boolean below(long load, int percent) {
        return load * workers * 100 < total * percent;
    }

    /** The mean, rounded up: no worker is filled beyond it. */
    long fill() {
        return ceilDiv(total, workers);
    }

    /** The mean with one digit, for people. */
    String mean() {
        long tenths = (total * 10 + workers / 2) / workers;
        return tenths / 10 + "." + tenths % 10;
    }

    private static long ceilDiv(long value, long by) {
        return -Math.floorDiv(-value, by);
    }
}
