package io.blackroad.cost;

import java.math.BigInteger;

/**
 * What the next use of an item in a month costs, and each user's share.
 *
 * @param used of the month, with this
 * @param shares nano-dollars by user; together they are the charge
 */
@SuppressWarnings("ArrayRecordComponent")
record Charge(long nanoDollars, BigInteger used, long[] shares) {

    /**
     * The charge: what the month costs with this less what it costs without.
     *
     * @param before used in the month before this; billionths times microseconds, or billionths of pieces
     */
    static Charge of(PriceRow row, BigInteger before, BigInteger[] quantities) {
        BigInteger used = before;
        for (BigInteger quantity : quantities) {
            used = used.add(quantity);
        }
        long cost = row.cost(used).subtract(row.cost(before)).longValueExact();
        return new Charge(cost, used, Shares.of(cost, quantities));
    }
}
