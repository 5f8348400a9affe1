package io.blackroad.scaling.adaptive;

/**
 * How far a predictor is off after the start lag, as a standard deviation. Counts vary with the root of their level and
 * most else in proportion to it, so the variance is fitted as {@code a × level + b × level²}: divided by level² that is a
 * straight line in 1 / level, and the sums of a regression are all that is remembered.
 */
final class Spread {
    /** Weight, x, x², y, xy of the regression. */
    static final int CELLS = 5;

    /** What is assumed before anything was seen, relative to the level, and the weight of it: half a minute. */
    private static final double FIRST = 0.004;

    private static final double FIRST_WEIGHT = 6;

    private static final double MEMORY_SECONDS = 6 * 3_600;
    private static final double LOWEST_LEVEL = 0.5;
    private static final double FLAT = 1e-9;

    private Spread() {}

    private static int cell(int predictor) {
        return Cells.SPREADS + CELLS * predictor;
    }

    static void begin(Cells cells, double level) {
        double x = 1 / Math.max(level, LOWEST_LEVEL);
        for (int predictor = 0; predictor < Cells.PREDICTORS; predictor++) {
            double[] first = {1, x, x * x, FIRST * FIRST, x * FIRST * FIRST};
            for (int i = 0; i < CELLS; i++) {
                cells.set(cell(predictor) + i, FIRST_WEIGHT * first[i]);
            }
        }
    }

    /** Standard deviation at a level, in replicas. */
    static double at(Cells cells, int predictor, double level) {
        int cell = cell(predictor);
        double n = cells.get(cell);
        double e = Math.max(level, LOWEST_LEVEL);
        double x = cells.get(cell + 1);
        double xx = cells.get(cell + 2);
        double y = cells.get(cell + 3);
        double xy = cells.get(cell + 4);
        double width = n * xx - x * x;
        double slope = width > FLAT * n * n ? Math.max(0, (n * xy - x * y) / width) : 0;
        double constant = (y - slope * x) / n;
        if (constant < 0) {
            constant = 0;
            slope = xx > 0 ? xy / xx : 0;
        }
        return Math.sqrt(slope * e + constant * e * e);
    }

    /** Takes in that a predictor that said {@code level} was off by {@code error}, for {@code seconds}. */
    static void add(Cells cells, int predictor, double level, double error, double seconds) {
        int cell = cell(predictor);
        double e = Math.max(level, LOWEST_LEVEL);
        double x = 1 / e;
        double y = error * error / (e * e);
        double keep = 1 - seconds / MEMORY_SECONDS;
        double[] news = {1, x, x * x, y, x * y};
        for (int i = 0; i < CELLS; i++) {
            cells.set(cell + i, cells.get(cell + i) * keep + news[i]);
        }
    }
}
