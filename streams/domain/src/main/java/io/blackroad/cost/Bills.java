package io.blackroad.cost;

import io.blackroad.cost.Prices.Sold;
import java.math.BigInteger;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Rates a book. What an hour costs is what the month costs with it less what it costs without, so tiers and included
 * units go to whoever comes first, hour by hour; within an hour everyone pays in proportion. An hour in which a price
 * changes is rated in parts. Every nano-dollar goes to somebody: those left over by rounding go to the largest remainders.
 */
public final class Bills {
    private Bills() {}

    /** The bill by the prices of the book, with all its lines. */
    public static Bill of(UsageBook book) {
        List<Bill.Line> lines = new ArrayList<>();
        Charges charges = rate(book, lines::add);
        return new Bill(lines, charges.charged(), charges.unpriced());
    }

    /**
     * What a book costs.
     *
     * @param charged by provider and item, nano-dollars
     * @param unpriced what was used without a price, of which nothing is charged
     */
    public record Charges(SortedMap<String, Long> charged, List<Sold> unpriced) {}

    /** As {@link #of}, for bills too long to keep: each line is given away, by item and time. */
    public static Charges rate(UsageBook book, Consumer<Bill.Line> lines) {
        SortedMap<String, Long> charged = new TreeMap<>();
        List<Sold> unpriced = new ArrayList<>();
        Parts parts = Parts.of(book.prices());
        book.entries().forEach((sold, entries) -> {
            Rater rater = new Rater(sold, book.prices(), lines);
            new Sweep(entries).walk(parts::begin, parts::end, rater::rate);
            charged.put(sold.provider() + "/" + sold.item(), rater.charged);
            if (rater.unpriced) {
                unpriced.add(sold);
            }
        });
        return new Charges(charged, unpriced);
    }

    private static final class Rater {
        private final Sold sold;
        private final Prices prices;
        private final Consumer<Bill.Line> lines;
        private YearMonth month;
        private BigInteger used = BigInteger.ZERO;
        private long charged;
        private boolean unpriced;

        Rater(Sold sold, Prices prices, Consumer<Bill.Line> lines) {
            this.sold = sold;
            this.prices = prices;
            this.lines = lines;
        }

        void rate(Sweep.Use use) {
            Instant from = UsageBook.instant(use.fromMicros());
            Optional<PriceRow> row = prices.at(sold, from);
            if (row.isEmpty()) {
                unpriced = true;
                return;
            }
            YearMonth now = YearMonth.from(from.atOffset(ZoneOffset.UTC));
            if (!now.equals(month)) {
                month = now;
                used = BigInteger.ZERO;
            }
            Charge charge = Charge.of(row.get(), used, use.quantities());
            used = charge.used();
            charged = Math.addExact(charged, charge.nanoDollars());
            for (int place = 0; place < charge.shares().length; place++) {
                lines.accept(new Bill.Line(
                        use.accounts()[place], sold.provider(), sold.item(), from, charge.shares()[place]));
            }
        }
    }
}
