package io.blackroad.cost;

/** What a price is per. A month is the 730 hours that cloud providers reckon with. */
public enum PriceUnit {
    MINUTE(60L * 1_000_000),
    HOUR(3_600L * 1_000_000),
    MONTH(730L * 3_600 * 1_000_000),
    /** Not of time: per piece. */
    EACH(1);

    private final long micros;

    PriceUnit(long micros) {
        this.micros = micros;
    }

    /** Its length, microseconds; 1 for {@link #EACH}, which has none. */
    public long micros() {
        return micros;
    }
}
