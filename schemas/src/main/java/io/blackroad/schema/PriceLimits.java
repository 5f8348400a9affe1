package io.blackroad.schema;

import java.util.OptionalLong;

/**
 * The most that a price in a control table may be, billionths of a dollar. What is above is a slip of the pen, mostly of
 * the unit, and sums of it would leave what a number of 64 bits holds.
 */
public final class PriceLimits {
    /** One replica for an hour: a million dollars. */
    public static final long REPLICA_HOUR = 1_000_000_000_000_000L;

    private static final long DOLLAR = 1_000_000_000L;
    private static final long HOUR = 10_000 * DOLLAR;
    private static final long HOURS_OF_A_MONTH = 730;
    private static final long PIECE = 1_000 * DOLLAR;

    private PriceLimits() {}

    /** For one unit of what is sold, as price rows name units; empty for one that there is not. */
    public static OptionalLong of(String unit) {
        return switch (unit) {
            case "minute" -> OptionalLong.of(HOUR / 60);
            case "hour" -> OptionalLong.of(HOUR);
            case "month" -> OptionalLong.of(HOUR * HOURS_OF_A_MONTH);
            case "each" -> OptionalLong.of(PIECE);
            default -> OptionalLong.empty();
        };
    }

    /** The same in words. */
    public static String words(String unit) {
        return unit.equals("each") ? "$1,000 a piece" : "$10,000 an hour";
    }
}
