package io.blackroad.producer.replay;

import java.nio.charset.StandardCharsets;

/** FNV-1a of 64 bits with a final mix: the same in every process and every language. */
final class StableHash {
    private static final long OFFSET = 0xCBF29CE484222325L;
    private static final long PRIME = 0x100000001B3L;

    private StableHash() {}

    static long of(String text) {
        long hash = OFFSET;
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ each & 0xff) * PRIME;
        }
        hash = (hash ^ hash >>> 33) * 0xFF51AFD7ED558CCDL;
        return hash ^ hash >>> 33;
    }

    /** One of {@code count} places, from 0. */
    static int place(String text, int count) {
        return (int) Long.remainderUnsigned(of(text), count);
    }
}
