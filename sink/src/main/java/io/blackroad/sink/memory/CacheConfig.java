package io.blackroad.sink.memory;

import java.time.Duration;

/**
 * How much of the memory a process keeps by itself.
 *
 * @param maxAge how long a copy may be used at most: the bound on how stale a read can be when no word of a change comes
 * @param maxBytes how much all copies may take
 */
public record CacheConfig(Duration maxAge, long maxBytes) {

    /** Word of a change usually takes some milliseconds; 5 s is for when it does not come at all. */
    public static final CacheConfig DEFAULT = new CacheConfig(Duration.ofSeconds(5), 64L << 20);

    public CacheConfig {
        if (maxAge.toMillis() < 1 || maxBytes < 1) {
            throw new IllegalArgumentException(
                    "copies need an age and a size above 0, not " + maxAge + ", " + maxBytes);
        }
    }
}
