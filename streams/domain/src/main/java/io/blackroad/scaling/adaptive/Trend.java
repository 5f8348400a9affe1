package io.blackroad.scaling.adaptive;

/**
 * Where the demand goes. An exponential mean follows a steady rise as many seconds late as it looks back, so two means
 * that look back differently tell its slope. Half of the slope is carried on, since what rises now mostly bends before a
 * start is over: a damped trend, as in Gardner and McKenzie, Forecasting trends in time series, 1985.
 */
final class Trend {
    /** What the slower of the two means looks back, seconds; the faster is the first of the levels. */
    private static final double SECONDS = 12;

    private static final double CARRIED_ON = 0.5;

    private Trend() {}

    static void add(Cells cells, int slower, double demand, double dt) {
        cells.approach(slower, demand, dt, SECONDS);
    }

    /**
     * The demand expected so far ahead.
     *
     * @param faster the first mean of a bank of levels
     * @param slower the mean of this class
     */
    static double at(Cells cells, int faster, int slower, double aheadSeconds) {
        double now = cells.get(faster);
        double back = Cells.LEVEL_SECONDS[0];
        double slope = (now - cells.get(slower)) / (SECONDS - back);
        return Math.max(0, now + slope * (back + CARRIED_ON * aheadSeconds));
    }
}
