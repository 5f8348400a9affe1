package io.blackroad.streams.agent;

import io.blackroad.streams.deadletter.UnusableFactException;

/**
 * An epoch from the future would silence its agent for as long, since everything after it looks old. Boots lie in the
 * past, but for the agent's clock.
 */
final class EpochBound {
    private static final long SKEW_MICROS = 60 * 60 * 1_000_000L;

    private EpochBound() {}

    static void check(long epoch, long sequence, long appendedAtMicros) {
        if (epoch > appendedAtMicros + SKEW_MICROS) {
            throw new UnusableFactException("epoch " + epoch + " lies more than an hour after the broker took the fact;"
                    + " use the agent's boot in microseconds since 1970");
        }
        if (sequence < 1) {
            throw new UnusableFactException("sequence " + sequence + " is below 1; count the facts of an epoch from 1");
        }
    }
}
