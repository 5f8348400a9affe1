package io.blackroad.backtest;

/**
 * The course of a run for a chart: so many points, each over as many ticks as it takes, with the lowest and highest
 * value so that a spike of one tick is still seen.
 */
public final class Trail {
    private final int ticksPerPoint;
    private final double[] low;
    private final double[] high;
    private final double[] sum;
    private final int[] count;

    Trail(int ticks, int points) {
        this.ticksPerPoint = Math.max(1, (ticks + points - 1) / points);
        int length = (ticks + ticksPerPoint - 1) / ticksPerPoint;
        this.low = new double[length];
        this.high = new double[length];
        this.sum = new double[length];
        this.count = new int[length];
    }

    /** The course of a demand. */
    public static Trail of(Demand demand, int points) {
        Trail trail = new Trail(demand.ticks(), points);
        DemandCursor cursor = demand.cursor();
        for (int tick = 0; cursor.hasNext(); tick++) {
            trail.add(tick, cursor.next());
        }
        return trail;
    }

    void add(int tick, double value) {
        int point = tick / ticksPerPoint;
        low[point] = count[point] == 0 ? value : Math.min(low[point], value);
        high[point] = count[point] == 0 ? value : Math.max(high[point], value);
        sum[point] += value;
        count[point]++;
    }

    /** Ticks that one point covers. */
    public int ticksPerPoint() {
        return ticksPerPoint;
    }

    /** Its number of points. */
    public int points() {
        return low.length;
    }

    public double low(int point) {
        return low[point];
    }

    public double high(int point) {
        return high[point];
    }

    public double mean(int point) {
        return count[point] == 0 ? 0 : sum[point] / count[point];
    }
}
