package io.blackroad.scaling.ray;

/**
 * The sums of Ray Serve's request-based autoscaling policy. Source:
 * https://github.com/ray-project/ray/blob/master/python/ray/serve/autoscaling_policy.py.
 */
public final class RayMath {
    private RayMath() {}

    /** Replicas wanted for so many requests: running replicas times the error ratio. */
    public static double desired(double requests, int running, double targetOngoing) {
        return running * (requests / (targetOngoing * running));
    }

    /** The wish after the smoothing factors; a scale-down that they would leave where it is goes one down. */
    public static int smoothed(double desired, int running, double upFactor, double downFactor) {
        double difference = desired - running;
        double factor = difference > 0 ? upFactor : downFactor;
        int smoothed = (int) Math.ceil(running + factor * difference);
        return Math.ceil(desired) < running && smoothed == running ? smoothed - 1 : smoothed;
    }

    /** From no replicas at once: one times the factor, or what is wanted already. */
    public static int coldStart(double requests, int target, double upFactor) {
        return requests > 0 ? Math.max((int) Math.ceil(upFactor), target) : target;
    }

    /**
     * What the delays leave of a wish.
     *
     * @param since when this direction was first wished for without a break; 0 for none, negative of the time for down
     * @param replicas replicas decided on
     */
    public record Delayed(long since, int replicas) {}

    /** Times in microseconds; {@code toZero} below 0 for the same as {@code down}. */
    public record Delays(long up, long down, long toZero) {}

    /** A wish counts once it was there for its delay without a break; to zero goes by way of one. */
    public static Delayed delayed(Delays delays, long since, long now, int wish, int target) {
        if (wish > target) {
            long first = since > 0 ? since : now;
            return now - first >= delays.up() ? new Delayed(0, wish) : new Delayed(first, target);
        }
        if (wish < target) {
            long first = since < 0 ? -since : now;
            boolean last = target == 1;
            long delay = last && delays.toZero() >= 0 ? delays.toZero() : delays.down();
            int bounded = last ? wish : Math.max(1, wish);
            return now - first >= delay ? new Delayed(0, bounded) : new Delayed(-first, target);
        }
        return new Delayed(0, target);
    }
}
