package io.blackroad.cost;

import io.blackroad.cost.Prices.Sold;
import io.blackroad.cost.UsageBook.Part;
import java.math.BigInteger;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Rates a book. What an hour costs is what the month costs with it less what it costs without, so tiers and included
 * units go to whoever comes first, hour by hour; within an hour everyone pays in proportion. Every nano-dollar goes to
 * somebody: those left over by rounding go to the largest remainders.
 */
public final class Bills {
    private Bills() {}

    /** The bill by the prices of the book. Rating a month again under other prices is a book with these. */
    public static Bill of(UsageBook book) {
        Rater rater = new Rater(book.prices());
        book.parts().forEach(rater::part);
        return new Bill(rater.lines, rater.charged, List.copyOf(rater.unpriced.values()));
    }

    /** A month of an item: its quantity goes on when the price changes. */
    private record Period(Sold sold, YearMonth month) {}

    private static final class Rater {
        private final Prices prices;
        private final List<Bill.Line> lines = new ArrayList<>();
        private final SortedMap<String, Long> charged = new TreeMap<>();
        private final SortedMap<String, Sold> unpriced = new TreeMap<>();
        private Period period;
        private BigInteger used = BigInteger.ZERO;

        Rater(Prices prices) {
            this.prices = prices;
        }

        /** Parts come by item and time. */
        void part(Part part, SortedMap<Account, BigInteger> quantities) {
            Optional<PriceRow> row = prices.at(part.sold(), part.from());
            if (row.isEmpty()) {
                unpriced.put(part.provider() + "/" + part.item(), part.sold());
                return;
            }
            Period now = new Period(part.sold(), YearMonth.from(part.from().atOffset(ZoneOffset.UTC)));
            if (!now.equals(period)) {
                period = now;
                used = BigInteger.ZERO;
            }
            BigInteger before = row.get().cost(used);
            used = quantities.values().stream().reduce(used, BigInteger::add);
            long cost = Bill.exact(row.get().cost(used).subtract(before));
            charged.merge(part.provider() + "/" + part.item(), cost, Math::addExact);
            Shares.of(cost, quantities)
                    .forEach((account, share) ->
                            lines.add(new Bill.Line(account, part.provider(), part.item(), part.from(), share)));
        }
    }
}
