package io.blackroad.scaling.adaptive;

/**
 * What the kind may be told. The prices are in times of the mean fleet, so that they mean the same for 3 and for 3,000
 * replicas.
 *
 * @param shortagePrice what a second with too few replicas costs, in seconds of the mean fleet
 * @param reversalPrice what a change against the direction of the change before costs, in the same
 * @param startSeconds start lag of a replica until one was seen to start
 * @param drainSeconds in which a queue is to be gone
 */
public record AdaptiveSettings(double shortagePrice, double reversalPrice, double startSeconds, double drainSeconds) {
    /** The one set of defaults. */
    public static final AdaptiveSettings DEFAULT = new AdaptiveSettings(10, 80, 60, 600);
}
