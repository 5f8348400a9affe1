package io.blackroad.sink.database;

import java.util.Locale;

/**
 * A place in PostgreSQL's write-ahead log, in bytes since its beginning. Written as two hexadecimal halves of 32 bits,
 * as in {@code 16/B374D848}: https://www.postgresql.org/docs/17/datatype-pg-lsn.html
 */
public record Lsn(long position) implements Comparable<Lsn> {
    private static final int HALF = 32;
    private static final long LOW = 0xffff_ffffL;

    /** @throws IllegalArgumentException if the text is no such place */
    public static Lsn parse(String text) {
        int slash = text.indexOf('/');
        try {
            long high = Long.parseLong(text, 0, slash, 16);
            long low = Long.parseLong(text, slash + 1, text.length(), 16);
            return new Lsn(high << HALF | low);
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("'" + text + "' is no place in a write-ahead log, as in 16/B374D848", e);
        }
    }

    /** How many bytes this one is further than the other; 0 when it is not. */
    public long bytesAfter(Lsn other) {
        return Math.max(0, position - other.position);
    }

    @Override
    public int compareTo(Lsn other) {
        return Long.compareUnsigned(position, other.position);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%X/%X", position >>> HALF, position & LOW);
    }
}
