package io.blackroad.cost;

import java.math.BigInteger;

/** A sum of products of 64-bit numbers, in 128 bits: what is held times how long, over a fleet. Makes no garbage. */
public final class Integral {
    private long high;
    private long low;

    public void add(long amount, long micros) {
        long before = low;
        low += amount * micros;
        high += Math.multiplyHigh(amount, micros) + (Long.compareUnsigned(low, before) < 0 ? 1 : 0);
    }

    public void set(BigInteger value) {
        low = value.longValue();
        high = value.shiftRight(Long.SIZE).longValueExact();
    }

    public BigInteger value() {
        BigInteger lower = BigInteger.valueOf(low >>> 1).shiftLeft(1).or(BigInteger.valueOf(low & 1));
        return BigInteger.valueOf(high).shiftLeft(Long.SIZE).add(lower);
    }
}
