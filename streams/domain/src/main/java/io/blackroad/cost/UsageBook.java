package io.blackroad.cost;

import io.blackroad.cost.Prices.Sold;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was used, by item. Order does not matter: what comes late, or turns out to have been less (a negative amount), is
 * entered like everything else, and bills are made from what stands here.
 */
public final class UsageBook {
    private static final Comparator<Sold> ORDER =
            Comparator.comparing(Sold::provider).thenComparing(Sold::item);
    private static final long MICROS = 1_000_000;

    private final Prices prices;
    private final SortedMap<Sold, List<Entry>> entries = new TreeMap<>(ORDER);
    private final Map<Account, Account> accounts = new HashMap<>();

    /**
     * A use.
     *
     * @param fromMicros event time
     * @param toMicros event time; equal to the beginning for what was used up at once
     */
    record Entry(Account account, long billionths, long fromMicros, long toMicros) {
        boolean atOnce() {
            return fromMicros == toMicros;
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
     * @throws IllegalArgumentException if it ends before it begins, or is sold by the piece
     */
    public void held(Account account, Sold sold, long billionths, Instant from, Instant to) {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("held from " + from + " to " + to + ": the end is before the beginning");
        }
        requireSold(sold, from, false);
        if (micros(from) < micros(to)) {
            enter(sold, new Entry(known(account), billionths, micros(from), micros(to)));
        }
    }

    /**
     * Something was used up at a moment.
     *
     * @param billionths of pieces
     * @throws IllegalArgumentException if it is sold by time
     */
    public void used(Account account, Sold sold, long billionths, Instant at) {
        requireSold(sold, at, true);
        enter(sold, new Entry(known(account), billionths, micros(at), micros(at)));
    }

    SortedMap<Sold, List<Entry>> entries() {
        return entries;
    }

    Prices prices() {
        return prices;
    }

    static long micros(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), MICROS), instant.getNano() / 1_000);
    }

    static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1_000);
    }

    /** One object an agent, however many entries it has. */
    private Account known(Account account) {
        return accounts.computeIfAbsent(account, key -> key);
    }

    private void requireSold(Sold sold, Instant at, boolean pieces) {
        boolean other = prices.at(sold, at)
                .filter(row -> (row.unit() == PriceUnit.EACH) != pieces)
                .isPresent();
        if (other) {
            throw new IllegalArgumentException(sold.provider() + "/" + sold.item() + " is sold by "
                    + (pieces ? "time: it is held from a moment to another" : "the piece: it is used at a moment"));
        }
    }

    private void enter(Sold sold, Entry entry) {
        entries.computeIfAbsent(sold, key -> new ArrayList<>()).add(entry);
    }
}
