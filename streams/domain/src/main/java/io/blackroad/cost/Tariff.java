package io.blackroad.cost;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * What it costs to hold something: at the price before the first tier, without what is included. The one number behind
 * the run rate, the status page and the cost of a decision.
 */
public final class Tariff {
    private static final BigInteger BILLION = BigInteger.valueOf(1_000_000_000);
    private static final BigInteger HOURS_OF_A_MONTH =
            BigInteger.valueOf(PriceUnit.MONTH.micros() / PriceUnit.HOUR.micros());

    private Tariff() {}

    /**
     * Who bills an item at a time. Of several the dearest, as an estimate that errs should err high; of those the first
     * by name. Empty without a price by time.
     */
    public static Optional<PriceRow> seller(Prices prices, Item item, Instant at) {
        return prices.sellers(item.code(), at).stream()
                .filter(row -> row.unit() != PriceUnit.EACH)
                .max(Comparator.comparing(Tariff::monthly)
                        .thenComparing(PriceRow::provider, Comparator.reverseOrder()));
    }

    /** Nano-dollars for a month of 730 hours, rounded down once; empty if something is held that has no price. */
    public static Optional<BigInteger> perMonth(Prices prices, Amounts held, Instant at) {
        return billionthsPerMonth(prices, held, at).map(sum -> sum.divide(BILLION));
    }

    /**
     * Nano-dollars for an hour, rounded down once; empty if something is held that has no price. Of what one replica
     * holds it is the price of a replica, and times the replicas that a decision adds, its cost.
     */
    public static Optional<BigInteger> perHour(Prices prices, Amounts held, Instant at) {
        return billionthsPerMonth(prices, held, at).map(sum -> sum.divide(BILLION.multiply(HOURS_OF_A_MONTH)));
    }

    private static Optional<BigInteger> billionthsPerMonth(Prices prices, Amounts held, Instant at) {
        BigInteger sum = BigInteger.ZERO;
        for (Item item : Item.values()) {
            BigInteger amount = held.billionths(item);
            if (amount.signum() == 0) {
                continue;
            }
            Optional<PriceRow> row = seller(prices, item, at);
            if (row.isEmpty()) {
                return Optional.empty();
            }
            sum = sum.add(amount.multiply(monthly(row.get())));
        }
        return Optional.of(sum);
    }

    /** Nano-dollars for one of what is sold and a month of 730 hours. */
    static BigInteger monthly(PriceRow row) {
        return BigInteger.valueOf(row.nanoDollars())
                .multiply(
                        BigInteger.valueOf(PriceUnit.MONTH.micros() / row.unit().micros()));
    }
}
