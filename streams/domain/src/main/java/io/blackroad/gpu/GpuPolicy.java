package io.blackroad.gpu;

import java.time.Duration;

/**
 * How the GPUs of a region are dealt.
 *
 * @param overtakes how many later requests may be granted before one that they could delay; 0 for a strict order
 * @param patience a request that waits longer than this expires
 * @param idle a node without a lease for this long may be removed
 */
public record GpuPolicy(int overtakes, Duration patience, Duration idle) {
    /** As many as a full node of eight cards in eighths; an hour; a quarter of one. */
    public static final GpuPolicy DEFAULT = new GpuPolicy(64, Duration.ofHours(1), Duration.ofMinutes(15));

    public GpuPolicy {
        if (overtakes < 0) {
            throw new IllegalArgumentException("overtakes is " + overtakes + ", must not be negative");
        }
        if (patience.isNegative() || patience.isZero() || idle.isNegative()) {
            throw new IllegalArgumentException(
                    "patience must be above 0 and idle not negative: " + patience + ", " + idle);
        }
    }
}
