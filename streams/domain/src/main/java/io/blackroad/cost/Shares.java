package io.blackroad.cost;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Divides an amount in proportion so that the shares add up to it: the method of the largest remainder. */
final class Shares {
    private Shares() {}

    /** An account's share, and how much of one more it would have. */
    private record Remainder(Account account, BigInteger size) {}

    /**
     * The shares of all accounts.
     *
     * @param weights of each account; an amount other than 0 needs a sum above 0
     */
    static SortedMap<Account, Long> of(long amount, SortedMap<Account, BigInteger> weights) {
        BigInteger all = weights.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
        SortedMap<Account, Long> shares = new TreeMap<>();
        if (all.signum() <= 0) {
            // Nothing was held by all together: what one has too much another has given back.
            weights.keySet().forEach(account -> shares.put(account, 0L));
            weights.keySet().stream().findFirst().ifPresent(first -> shares.put(first, amount));
            return shares;
        }
        List<Remainder> remainders = new ArrayList<>();
        long left = amount;
        for (Map.Entry<Account, BigInteger> each : weights.entrySet()) {
            BigInteger exact = each.getValue().multiply(BigInteger.valueOf(amount));
            BigInteger floor = exact.subtract(exact.mod(all)).divide(all);
            shares.put(each.getKey(), floor.longValueExact());
            left -= floor.longValueExact();
            remainders.add(new Remainder(each.getKey(), exact.mod(all)));
        }
        remainders.sort(Comparator.comparing(Remainder::size).reversed().thenComparing(Remainder::account));
        for (int next = 0; next < left; next++) {
            shares.merge(remainders.get(next).account(), 1L, Long::sum);
        }
        return shares;
    }
}
