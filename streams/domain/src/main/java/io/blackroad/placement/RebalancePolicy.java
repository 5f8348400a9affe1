package io.blackroad.placement;

/**
 * When a region is rebalanced, how far, and how much of it at a time. Percentages of the region's mean load a live
 * worker, unless said otherwise.
 *
 * @param shedAbove a worker above it starts a rebalance
 * @param pullBelow a live worker below it starts one too, or empty newcomers among many would stay empty
 * @param high a rebalance ends with no worker above it
 * @param low and none below it
 * @param workerShare of a worker's agents that leave it in one round, percent, but one at least; does not hold for one that
 *     drains
 * @param regionShare of a region's agents that move in one round, percent, but one at least; agents of a lost worker run nowhere and are
 *     not counted
 * @param cooldownMillis an agent that was moved stays where it is for so long, milliseconds
 */
public record RebalancePolicy(
        int shedAbove, int pullBelow, int high, int low, int workerShare, int regionShare, long cooldownMillis) {
    /** The guide's 1.2 and quarter; the rest is ours. */
    public static final RebalancePolicy DEFAULT = new RebalancePolicy(120, 80, 105, 95, 25, 10, 600_000);

    public RebalancePolicy {
        if (low > 100 || high < 100 || pullBelow > low || shedAbove < high) {
            throw new IllegalArgumentException("must be pullBelow <= low <= 100 <= high <= shedAbove, are " + pullBelow
                    + ", " + low + ", " + high + ", " + shedAbove);
        }
        if (workerShare < 1 || workerShare > 100 || regionShare < 1 || regionShare > 100 || cooldownMillis < 0) {
            throw new IllegalArgumentException("shares must be 1 to 100 percent and the cooldown not negative, are "
                    + workerShare + ", " + regionShare + ", " + cooldownMillis);
        }
    }
}
