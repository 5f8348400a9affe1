package io.blackroad.streams.live;

/**
 * What is shown of a target at one time. A null is not known.
 *
 * @param target {@code region/service}
 * @param second seconds since 1970-01-01 UTC
 * @param wanted replicas that the newest decision asks for
 * @param running replicas that its controller reports
 * @param ready of them, ready
 * @param queued tasks submitted and not started
 * @param utilizationPermille use over request, thousandths
 */
public record TargetPoint(
        String target,
        long second,
        Integer wanted,
        Integer running,
        Integer ready,
        Long queued,
        Integer utilizationPermille) {

    /** Whether nothing but the time has changed. */
    boolean sameAs(TargetPoint other) {
        return equals(new TargetPoint(
                other.target,
                second,
                other.wanted,
                other.running,
                other.ready,
                other.queued,
                other.utilizationPermille));
    }
}
