package io.blackroad.sink.memory;

import java.time.Duration;
import java.util.Optional;

/**
 * Something to remember.
 *
 * @param value at most {@value #MAX_BYTES} bytes
 * @param ttl when it is to be forgotten, from now on; empty for never
 */
public record Entry(MemoryKey key, byte[] value, Optional<Duration> ttl) {

    /** Largest value: a server answers nobody else while it copies one. */
    public static final int MAX_BYTES = 1 << 20;

    public Entry {
        if (value.length > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "a value has at most " + MAX_BYTES + " bytes, this one of " + key + " has " + value.length);
        }
        ttl.ifPresent(time -> {
            if (time.toMillis() < 1) {
                throw new IllegalArgumentException("a time to live is at least 1 ms, not " + time + ", for " + key);
            }
        });
    }

    /** Something to remember for ever. */
    public static Entry of(MemoryKey key, byte[] value) {
        return new Entry(key, value, Optional.empty());
    }
}
