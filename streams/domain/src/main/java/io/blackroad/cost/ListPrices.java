package io.blackroad.cost;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What it costs to hold something for a time, at the price before the first tier and without what is included: one user's
 * bill, for which it must not matter what the others used before it. Where prices have no tiers it is that user's share of
 * the bill, but for what rounding adds to a share.
 */
public final class ListPrices {
    private static final BigInteger MONTH = BigInteger.valueOf(PriceUnit.MONTH.micros());
    private static final BigInteger BILLION = BigInteger.valueOf(1_000_000_000);

    private final long fromMicros;
    private final List<Stretch> stretches = new ArrayList<>();

    /** Between two changes of prices. */
    private record Stretch(long untilMicros, Map<Item, BigInteger> monthly) {}

    private ListPrices(long fromMicros) {
        this.fromMicros = fromMicros;
    }

    /**
     * The prices of a window.
     *
     * @param from its beginning; what was held before costs nothing
     */
    public static ListPrices of(Prices prices, Instant from) {
        ListPrices list = new ListPrices(UsageBook.micros(from));
        Instant begin = from;
        for (long change : prices.changes().tailSet(list.fromMicros + 1)) {
            list.stretches.add(new Stretch(change, monthly(prices, begin)));
            begin = UsageBook.instant(change);
        }
        list.stretches.add(new Stretch(Long.MAX_VALUE, monthly(prices, begin)));
        return list;
    }

    private static Map<Item, BigInteger> monthly(Prices prices, Instant at) {
        Map<Item, BigInteger> monthly = new EnumMap<>(Item.class);
        for (Item item : Item.values()) {
            Tariff.seller(prices, item, at).ifPresent(row -> monthly.put(item, Tariff.monthly(row)));
        }
        return monthly;
    }

    /** Nano-dollars, rounded down once. What has no price costs nothing. */
    public BigInteger cost(Amounts held, long sinceMicros, long untilMicros) {
        BigInteger sum = BigInteger.ZERO;
        long at = Math.max(sinceMicros, fromMicros);
        for (Stretch stretch : stretches) {
            long end = Math.min(untilMicros, stretch.untilMicros());
            if (at < end) {
                sum = sum.add(perMonth(stretch, held).multiply(BigInteger.valueOf(end - at)));
                at = end;
            }
        }
        return sum.divide(MONTH.multiply(BILLION));
    }

    private static BigInteger perMonth(Stretch stretch, Amounts held) {
        BigInteger sum = BigInteger.ZERO;
        for (Map.Entry<Item, BigInteger> price : stretch.monthly().entrySet()) {
            sum = sum.add(held.billionths(price.getKey()).multiply(price.getValue()));
        }
        return sum;
    }
}
