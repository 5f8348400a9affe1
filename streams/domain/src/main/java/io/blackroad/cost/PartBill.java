package io.blackroad.cost;

import io.blackroad.cost.Prices.Sold;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The bill of one part of an hour: all that regions offer is paid for, and what no agent holds of it is idle. Where agents
 * hold more than is offered, what they hold is paid for.
 *
 * @param lines who pays what; an account has a line for each item that it used
 * @param charged nano-dollars, by the provider's own reckoning, not by adding up the lines
 * @param used of each provider's item in the month, with this part; billionths times microseconds
 * @param unpriced what was used without a price, or at one too high to reckon with, of which nothing is charged
 */
public record PartBill(List<Line> lines, long charged, Map<Sold, BigInteger> used, List<Item> unpriced) {
    /** Nano-dollars an item of a part: above it, 9 million dollars, sums of hours would leave what a long holds. */
    private static final long MOST = Long.MAX_VALUE / 1_000;

    /** A line of the bill. */
    public record Line(Account account, Sold sold, long nanoDollars) {}

    /** What the lines lack of what is charged; 0. */
    public long open() {
        return lines.stream().map(Line::nanoDollars).reduce(charged, Math::subtractExact);
    }

    /**
     * Rates a part.
     *
     * @param from its beginning
     * @param used by agents and as overhead, {@link Amounts} times microseconds
     * @param offered by region, the same
     * @param before of each provider's item in the month before this part
     */
    public static PartBill of(
            Instant from,
            Map<Account, Amounts> used,
            Map<String, Amounts> offered,
            Prices prices,
            Map<Sold, BigInteger> before) {
        SortedMap<Account, Amounts> all = withIdle(used, offered);
        List<Line> lines = new ArrayList<>();
        Map<Sold, BigInteger> after = new HashMap<>(before);
        List<Item> unpriced = new ArrayList<>();
        long charged = 0;
        for (Item item : Item.values()) {
            Account[] accounts = all.keySet().stream()
                    .filter(account -> all.get(account).of(item).signum() != 0)
                    .toArray(Account[]::new);
            if (accounts.length == 0) {
                continue;
            }
            PriceRow row = Tariff.seller(prices, item, from).orElse(null);
            if (row == null) {
                unpriced.add(item);
                continue;
            }
            BigInteger[] quantities = new BigInteger[accounts.length];
            for (int place = 0; place < accounts.length; place++) {
                quantities[place] = all.get(accounts[place]).billionths(item);
            }
            Sold sold = new Sold(row.provider(), row.item());
            Optional<Charge> charges = charge(row, before.getOrDefault(sold, BigInteger.ZERO), quantities);
            if (charges.isEmpty()) {
                unpriced.add(item);
                continue;
            }
            Charge charge = charges.get();
            after.put(sold, charge.used());
            charged = Math.addExact(charged, charge.nanoDollars());
            for (int place = 0; place < accounts.length; place++) {
                lines.add(new Line(accounts[place], sold, charge.shares()[place]));
            }
        }
        return new PartBill(lines, charged, after, unpriced);
    }

    /** Empty if the price is too high to reckon with. */
    private static Optional<Charge> charge(PriceRow row, BigInteger before, BigInteger[] quantities) {
        try {
            return Optional.of(Charge.of(row, before, quantities))
                    .filter(charge -> charge.nanoDollars() <= MOST && charge.nanoDollars() >= -MOST);
        } catch (ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** All accounts with something, those of idle capacity among them. */
    public static SortedMap<Account, Amounts> withIdle(Map<Account, Amounts> used, Map<String, Amounts> offered) {
        SortedMap<Account, Amounts> all = new TreeMap<>(used);
        Map<String, Amounts> taken = new HashMap<>();
        used.forEach((account, amounts) -> taken.merge(account.region(), amounts, Amounts::plus));
        offered.forEach((region, amounts) ->
                all.put(Account.idle(region), amounts.without(taken.getOrDefault(region, Amounts.NONE))));
        return all;
    }
}
