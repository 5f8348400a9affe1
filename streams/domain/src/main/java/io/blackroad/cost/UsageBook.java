package io.blackroad.cost;

import io.blackroad.cost.Prices.Sold;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Exact quantities by hour, item and account. Order does not matter: what comes late, or turns out to have been less
 * (a negative amount), is entered like everything else, and bills are made from what stands here. An hour in which a
 * price changes is kept in parts.
 */
public final class UsageBook {
    private static final BigInteger MICROS_PER_SECOND = BigInteger.valueOf(1_000_000);

    private final Prices prices;
    private final SortedMap<Part, SortedMap<Account, BigInteger>> parts = new TreeMap<>();

    /** A part of an hour without a change of the item's price. */
    record Part(String provider, String item, Instant from) implements Comparable<Part> {
        private static final Comparator<Part> ORDER =
                Comparator.comparing(Part::provider).thenComparing(Part::item).thenComparing(Part::from);

        Sold sold() {
            return new Sold(provider, item);
        }

        @Override
        public int compareTo(Part other) {
            return ORDER.compare(this, other);
        }
    }

    public UsageBook(Prices prices) {
        this.prices = prices;
    }

    /**
     * Something was held from one change of state to the next.
     *
     * @param billionths of the item: thousandths of a core times a million, bytes of a gigabyte as they are
     * @param from event time
     * @param to event time, not before {@code from}
     */
    public void held(Account account, Sold sold, long billionths, Instant from, Instant to) {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("held from " + from + " to " + to + ": the end is before the beginning");
        }
        Instant begin = from;
        while (begin.isBefore(to)) {
            Instant hourEnd = begin.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
            Instant end = earlier(
                    earlier(hourEnd, to), prices.changeAfter(sold, begin).orElse(to));
            enter(account, sold, begin, BigInteger.valueOf(billionths).multiply(micros(begin, end)));
            begin = end;
        }
    }

    /** Something was used up in pieces, at a moment. */
    public void used(Account account, Sold sold, long pieces, Instant at) {
        enter(account, sold, at, BigInteger.valueOf(pieces).multiply(BigInteger.valueOf(1_000_000_000)));
    }

    SortedMap<Part, SortedMap<Account, BigInteger>> parts() {
        return parts;
    }

    Prices prices() {
        return prices;
    }

    private void enter(Account account, Sold sold, Instant at, BigInteger quantity) {
        if (quantity.signum() == 0) {
            return;
        }
        Instant hour = at.truncatedTo(ChronoUnit.HOURS);
        Instant valid = prices.at(sold, at).map(PriceRow::validFrom).orElse(hour);
        Part part = new Part(sold.provider(), sold.item(), valid.isAfter(hour) ? valid : hour);
        parts.computeIfAbsent(part, key -> new TreeMap<>()).merge(account, quantity, BigInteger::add);
    }

    private static BigInteger micros(Instant from, Instant to) {
        Duration length = Duration.between(from, to);
        return BigInteger.valueOf(length.getSeconds())
                .multiply(MICROS_PER_SECOND)
                .add(BigInteger.valueOf(length.getNano() / 1_000));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
