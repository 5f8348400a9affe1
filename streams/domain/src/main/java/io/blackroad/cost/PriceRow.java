package io.blackroad.cost;

import java.math.BigInteger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * What a provider asks for an item from a moment on.
 *
 * @param nanoDollars price of one unit before the first tier, billionths of a dollar
 * @param included whole units of each month that cost nothing
 * @param tiers prices of larger quantities of a month, by rising quantity; units that are included count in it
 * @param wholeUnits true when a month's quantity is rounded up to whole units before it is priced
 */
public record PriceRow(
        String provider,
        String item,
        PriceUnit unit,
        long nanoDollars,
        Instant validFrom,
        long included,
        List<Tier> tiers,
        boolean wholeUnits) {
    private static final BigInteger BILLION = BigInteger.valueOf(1_000_000_000);

    /**
     * Another price, from a quantity of the month on.
     *
     * @param from whole units of the month before it
     */
    public record Tier(long from, long nanoDollars) {}

    public PriceRow {
        validFrom = validFrom.truncatedTo(ChronoUnit.MICROS);
        tiers = List.copyOf(tiers);
        long before = -1;
        for (Tier tier : tiers) {
            if (tier.from() <= before || tier.nanoDollars() < 0) {
                throw new IllegalArgumentException("tiers must rise and cost at least 0: " + tiers);
            }
            before = tier.from();
        }
        if (nanoDollars < 0 || included < 0) {
            throw new IllegalArgumentException(
                    "a price or included quantity is negative: " + nanoDollars + ", " + included);
        }
    }

    /** A price without included units and tiers. */
    public static PriceRow of(String provider, String item, PriceUnit unit, long nanoDollars, Instant validFrom) {
        return new PriceRow(provider, item, unit, nanoDollars, validFrom, 0, List.of(), false);
    }

    /**
     * What a quantity costs from the beginning of a month, nano-dollars, rounded down once. The cost of what comes on top
     * is the difference of two such, so costs of all parts of a month add up to that of the month.
     *
     * @param quantity billionths of the item times microseconds, or billionths of pieces
     */
    public BigInteger cost(BigInteger quantity) {
        BigInteger unitSize = BILLION.multiply(BigInteger.valueOf(unit.micros()));
        BigInteger counted = wholeUnits ? ceiling(quantity, unitSize).multiply(unitSize) : quantity;
        BigInteger free = BigInteger.valueOf(included).multiply(unitSize);
        BigInteger cost = BigInteger.ZERO;
        BigInteger from = BigInteger.ZERO;
        long price = nanoDollars;
        for (Tier tier : tiers) {
            BigInteger to = BigInteger.valueOf(tier.from()).multiply(unitSize);
            cost = cost.add(between(counted, free, from, to).multiply(BigInteger.valueOf(price)));
            from = to;
            price = tier.nanoDollars();
        }
        cost = cost.add(between(counted, free, from, counted.max(from)).multiply(BigInteger.valueOf(price)));
        return cost.divide(unitSize);
    }

    /** How much of a quantity lies in a tier and is not free. */
    private static BigInteger between(BigInteger quantity, BigInteger free, BigInteger from, BigInteger to) {
        return quantity.min(to).subtract(from.max(free)).max(BigInteger.ZERO);
    }

    private static BigInteger ceiling(BigInteger value, BigInteger divisor) {
        return value.add(divisor).subtract(BigInteger.ONE).divide(divisor);
    }
}
