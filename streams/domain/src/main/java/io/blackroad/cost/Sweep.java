package io.blackroad.cost;

import io.blackroad.cost.UsageBook.Entry;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.LongUnaryOperator;

/** Walks through the use of one item in time, in parts, with what each account used in the part. */
final class Sweep {
    private final Account[] accounts;
    private final BigInteger[] quantities;
    private final Map<Account, Integer> numbers = new HashMap<>();
    private final List<Entry> entries;
    private List<Entry> active = new ArrayList<>();
    private int next;

    Sweep(List<Entry> given) {
        entries = new ArrayList<>(given);
        entries.sort(Comparator.comparingLong(Entry::fromMicros));
        TreeSet<Account> all = new TreeSet<>();
        entries.forEach(entry -> all.add(entry.account()));
        accounts = all.toArray(Account[]::new);
        for (Account account : accounts) {
            numbers.put(account, numbers.size());
        }
        quantities = new BigInteger[accounts.length];
    }

    /** What was used in a part, by account in their order; billionths times microseconds, or billionths of pieces. */
    record Use(long fromMicros, Account[] accounts, BigInteger[] quantities) {}

    /** Hears of each part in which something was used, in the order of time. */
    interface Listener {
        void used(Use use);
    }

    /**
     * Walks.
     *
     * @param begin beginning of the part that a moment lies in, microseconds
     * @param end its end
     */
    void walk(LongUnaryOperator begin, LongUnaryOperator end, Listener listener) {
        long at = Long.MIN_VALUE;
        while (!active.isEmpty() || next < entries.size()) {
            if (active.isEmpty()) {
                at = begin.applyAsLong(entries.get(next).fromMicros());
            }
            long to = end.applyAsLong(at);
            Arrays.fill(quantities, BigInteger.ZERO);
            enter(to);
            part(at, to);
            Use use = use(at);
            if (use.accounts().length > 0) {
                listener.used(use);
            }
            at = to;
        }
    }

    private void enter(long to) {
        while (next < entries.size() && entries.get(next).fromMicros() < to) {
            Entry entry = entries.get(next++);
            if (entry.atOnce()) {
                add(entry, BigInteger.ONE);
            } else {
                active.add(entry);
            }
        }
    }

    private void part(long from, long to) {
        List<Entry> staying = new ArrayList<>(active.size());
        for (Entry entry : active) {
            add(entry, BigInteger.valueOf(Math.min(to, entry.toMicros()) - Math.max(from, entry.fromMicros())));
            if (entry.toMicros() > to) {
                staying.add(entry);
            }
        }
        active = staying;
    }

    private void add(Entry entry, BigInteger micros) {
        int number = numbers.get(entry.account());
        quantities[number] =
                quantities[number].add(BigInteger.valueOf(entry.billionths()).multiply(micros));
    }

    private Use use(long from) {
        int[] used = java.util.stream.IntStream.range(0, accounts.length)
                .filter(number -> quantities[number].signum() != 0)
                .toArray();
        Account[] who = new Account[used.length];
        BigInteger[] what = new BigInteger[used.length];
        for (int place = 0; place < used.length; place++) {
            who[place] = accounts[used[place]];
            what[place] = quantities[used[place]];
        }
        return new Use(from, who, what);
    }
}
