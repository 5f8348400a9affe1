package io.blackroad.streams.agent;

import io.blackroad.streams.deadletter.UnusableFactException;

/**
 * An epoch from the future would silence its agent for as long, since everything after it looks old. Boots lie in the
 * past, but for the agent's clock. A sequence at the end of all numbers would leave none for the facts behind it.
 */
final class EpochBound {
    private static final long SKEW_MICROS = 60 * 60 * 1_000_000L;

    /** Largest whole number that every JSON reader keeps exactly; microseconds since 1970 reach it in 2255. */
    private static final long MAX_SEQUENCE = (1L << 53) - 1;

    private EpochBound() {}

    static void check(long epoch, long sequence, long appendedAtMicros) {
        if (epoch > appendedAtMicros + SKEW_MICROS) {
            throw new UnusableFactException("epoch " + epoch + " lies more than an hour after the broker took the fact;"
                    + " use the agent's boot in microseconds since 1970");
        }
        if (sequence < 1 || sequence > MAX_SEQUENCE) {
            throw new UnusableFactException(
                    "sequence " + sequence + " is not 1 to " + MAX_SEQUENCE + "; count the facts of an epoch from 1");
        }
    }
}
