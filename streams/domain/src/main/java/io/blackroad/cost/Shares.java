package io.blackroad.cost;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Divides an amount in proportion so that the shares add up to it: the method of the largest remainder. Fleets have many
 * agents of few sizes, so what a weight gets is reckoned once.
 */
final class Shares {
    private Shares() {}

    /** What a weight gets, and how much of one more it would have. */
    private record Cut(long floor, BigInteger remainder) {}

    /** The shares by weight; of equal remainders the earlier one gets more. */
    static long[] of(long amount, BigInteger[] weights) {
        BigInteger all = Arrays.stream(weights).reduce(BigInteger.ZERO, BigInteger::add);
        long[] shares = new long[weights.length];
        if (all.signum() <= 0) {
            // Nothing was held by all together: what one has too much another has given back.
            shares[0] = amount;
            return shares;
        }
        Map<BigInteger, Cut> cuts = new HashMap<>();
        Map<BigInteger, Long> remainders = new HashMap<>();
        Cut[] cut = new Cut[weights.length];
        long left = amount;
        for (int place = 0; place < weights.length; place++) {
            cut[place] = cuts.computeIfAbsent(weights[place], weight -> cut(amount, weight, all));
            shares[place] = cut[place].floor();
            left -= shares[place];
            remainders.merge(cut[place].remainder(), 1L, Long::sum);
        }
        giveAway(left, remainders, cut, shares);
        return shares;
    }

    private static Cut cut(long amount, BigInteger weight, BigInteger all) {
        BigInteger exact = weight.multiply(BigInteger.valueOf(amount));
        BigInteger remainder = exact.mod(all);
        return new Cut(exact.subtract(remainder).divide(all).longValueExact(), remainder);
    }

    /** One more to each of the largest remainders; among those of the last size to be served, to the first. */
    private static void giveAway(long left, Map<BigInteger, Long> remainders, Cut[] cut, long[] shares) {
        long last = left;
        BigInteger size = null;
        TreeMap<BigInteger, Long> falling = new TreeMap<>(Comparator.<BigInteger>reverseOrder());
        falling.putAll(remainders);
        for (Map.Entry<BigInteger, Long> each : falling.entrySet()) {
            size = each.getKey();
            if (each.getValue() >= last) {
                break;
            }
            last -= each.getValue();
        }
        for (int place = 0; place < shares.length && left > 0; place++) {
            int order = cut[place].remainder().compareTo(size);
            if (order > 0 || order == 0 && last-- > 0) {
                shares[place]++;
            }
        }
    }
}
