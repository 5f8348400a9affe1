package io.blackroad.scaling;

import io.blackroad.load.AgentSums;
import io.blackroad.scaling.ScaleRule.Metric;
import java.math.BigInteger;

/**
 * Used over requested, exactly: {@code used200 / (200 × requested)}, so that half percents stay whole numbers and every
 * machine decides alike.
 *
 * @param used200 200 times what is used: thousandths of a core, or MiB
 * @param requested what is requested, in the same unit; above 0
 */
record Usage(long used200, long requested) {
    private static final int MIB_SHIFT = 20;

    /** Of the agents with a fresh sample; null when they requested nothing. */
    static Usage fresh(Metric metric, AgentSums sums) {
        long requested = metric == Metric.CPU ? sums.cpuRequestedMillis() : sums.memoryRequestedBytes() >> MIB_SHIFT;
        long used = metric == Metric.CPU ? sums.cpuUsedMillis() : sums.memoryUsedBytes() >> MIB_SHIFT;
        return requested == 0 ? null : new Usage(200 * used, requested);
    }

    /**
     * The same with the missing samples counted against the change, as Kubernetes does for pods without metrics: at
     * nothing when it would go up, at the target when it would go down.
     */
    Usage against(Direction direction, Metric metric, AgentSums sums, int target2Percent) {
        long missing = metric == Metric.CPU ? sums.cpuMissingMillis() : sums.memoryMissingBytes() >> MIB_SHIFT;
        long assumed = direction == Direction.DOWN ? missing * target2Percent : 0;
        return new Usage(used200 + assumed, requested + missing);
    }

    boolean above(int percent) {
        return used200 > 2L * percent * requested;
    }

    boolean below(int percent) {
        return used200 < 2L * percent * requested;
    }

    int permille() {
        return (int) Math.min(Integer.MAX_VALUE, 5 * used200 / requested);
    }

    /**
     * {@code ceil(current × utilisation / target)}, the target in half percents. In big integers, since replicas times
     * use is beyond 64 bits when a large fleet claims large numbers, and asked only when the band is crossed.
     */
    int desired(int current, int target2Percent) {
        BigInteger divisor = BigInteger.valueOf(requested).multiply(BigInteger.valueOf(target2Percent));
        BigInteger[] steps = BigInteger.valueOf(current)
                .multiply(BigInteger.valueOf(used200))
                .divideAndRemainder(divisor);
        BigInteger rounded = steps[1].signum() > 0 ? steps[0].add(BigInteger.ONE) : steps[0];
        return rounded.min(BigInteger.valueOf(Integer.MAX_VALUE)).intValue();
    }
}
