package io.blackroad.streams.runtime;

/** Shares as metrics show them. */
final class Ratio {
    private Ratio() {}

    /** Part over whole; not a number where there is no whole, since a zero would be a lie. */
    static double of(double part, double whole) {
        return whole == 0 ? Double.NaN : part / whole;
    }
}
