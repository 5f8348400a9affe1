package io.blackroad.streams.live;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * How the states and loads of all seats are written: two printable bytes a seat, in the order of the seats, so that they
 * travel in a text stream as they are. The first is the letter of the state, {@code .} for a free seat; the second is the
 * load in steps of 2 %, from {@code !} for 0 to {@code ]} for 120 % and more, {@code ~} when it is unknown.
 *
 * <p>A delta lists the seats that differ: how many seats to skip since the last one, in digits of 5 bits, low ones first
 * ({@code 0} to {@code O}, and {@code P} to {@code o} where another digit follows), then the seat's two bytes.
 */
final class Frames {
    static final int BYTES_A_SEAT = 2;
    static final byte FREE = '.';
    static final byte NO_LOAD = '~';

    private static final byte LOWEST = '!';
    private static final int PERCENT_A_STEP = 2;
    private static final int MAX_STEP = 60;

    private static final int FIRST_DIGIT = '0';
    private static final int DIGIT_BITS = 5;
    private static final int MORE = 1 << DIGIT_BITS;

    private Frames() {}

    /** The byte of a load in percent. */
    static byte load(int percent) {
        return percent < 0 ? NO_LOAD : (byte) (LOWEST + Math.min(percent / PERCENT_A_STEP, MAX_STEP));
    }

    /** Lowest load in percent that has this byte; negative when it is unknown. */
    static int percent(int load) {
        return load == NO_LOAD ? Sight.UNKNOWN : (load - LOWEST) * PERCENT_A_STEP;
    }

    /** Steps between two loads; more than there are if only one of them is known. */
    static int distance(byte one, byte other) {
        return one == other ? 0 : one == NO_LOAD || other == NO_LOAD ? Byte.MAX_VALUE : Math.abs(one - other);
    }

    /** The delta that makes {@code to} of {@code from}; null when the whole of {@code to} is no longer than it. */
    static byte[] delta(byte[] from, byte[] to) {
        byte[] delta = new byte[to.length];
        int length = 0;
        int last = -1;
        for (int seat = 0; seat * BYTES_A_SEAT < to.length; seat++) {
            if (same(from, to, seat)) {
                continue;
            }
            int skipped = seat - last - 1;
            if (length + digits(skipped) + BYTES_A_SEAT >= to.length) {
                return null;
            }
            length = write(delta, length, skipped);
            delta[length++] = to[seat * BYTES_A_SEAT];
            delta[length++] = to[seat * BYTES_A_SEAT + 1];
            last = seat;
        }
        return Arrays.copyOf(delta, length);
    }

    /**
     * What {@link #delta} was made for.
     *
     * @param seats how many seats there are now; those beyond the old frame are free unless the delta says more
     * @throws IllegalArgumentException if it is no delta for so many seats
     */
    static byte[] apply(byte[] from, byte[] delta, int seats) {
        byte[] to = Arrays.copyOf(from, seats * BYTES_A_SEAT);
        for (int i = from.length; i < to.length; i++) {
            to[i] = i % BYTES_A_SEAT == 0 ? FREE : NO_LOAD;
        }
        int seat = -1;
        int at = 0;
        while (at < delta.length) {
            int skipped = 0;
            int shift = 0;
            int digit;
            do {
                digit = delta[at++] - FIRST_DIGIT;
                skipped |= (digit & MORE - 1) << shift;
                shift += DIGIT_BITS;
            } while (digit >= MORE && at < delta.length);
            seat += skipped + 1;
            if (digit < 0 || digit >= MORE || seat >= seats || at + BYTES_A_SEAT > delta.length) {
                throw new IllegalArgumentException("no delta for " + seats + " seats: "
                        + new String(delta, StandardCharsets.ISO_8859_1).substring(0, Math.min(at, 64)));
            }
            to[seat * BYTES_A_SEAT] = delta[at++];
            to[seat * BYTES_A_SEAT + 1] = delta[at++];
        }
        return to;
    }

    private static boolean same(byte[] from, byte[] to, int seat) {
        int at = seat * BYTES_A_SEAT;
        return at < from.length
                ? from[at] == to[at] && from[at + 1] == to[at + 1]
                : to[at] == FREE && to[at + 1] == NO_LOAD;
    }

    private static int digits(int number) {
        return number == 0 ? 1 : (Integer.SIZE - Integer.numberOfLeadingZeros(number) + DIGIT_BITS - 1) / DIGIT_BITS;
    }

    private static int write(byte[] into, int at, int number) {
        int rest = number;
        int next = at;
        while (rest >= MORE) {
            into[next++] = (byte) (FIRST_DIGIT + MORE + (rest & MORE - 1));
            rest >>>= DIGIT_BITS;
        }
        into[next++] = (byte) (FIRST_DIGIT + rest);
        return next;
    }
}
