package io.blackroad.advice;

/**
 * When a size does not fit.
 *
 * @param hours how far back uses count
 * @param leastReadings with fewer nothing is said
 * @param percentile of the uses that has to fit
 * @param tightPermille above this share the size is too small
 * @param roomyPermille below this share it may be too large
 * @param aimPermille share that another size is chosen for
 * @param slackPermille how far a use has to come back before what was advised is taken back
 */
public record AdvicePolicy(
        int hours,
        int leastReadings,
        int percentile,
        int tightPermille,
        int roomyPermille,
        int aimPermille,
        int slackPermille) {

    /**
     * A day, so that no night looks like the whole; 80 % is the guide's target for memory, and 30 % the least that its
     * rules leave running.
     */
    public static final AdvicePolicy DEFAULT = new AdvicePolicy(24, 60, 95, 800, 300, 600, 50);
}
