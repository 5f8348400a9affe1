package io.blackroad.sink.kubernetes;

import java.time.Duration;

/**
 * How long a lead lasts.
 *
 * @param term others take over when the lease was not renewed for this long
 * @param confidence the holder stops to act this long after its last renewal; below the term, so that it stops first
 * @param every how often the lease is renewed or asked for
 */
public record LeaseTimes(Duration term, Duration confidence, Duration every) {
    /** Those of Kubernetes' own components. */
    public static final LeaseTimes USUAL =
            new LeaseTimes(Duration.ofSeconds(15), Duration.ofSeconds(10), Duration.ofSeconds(2));
}
