package io.blackroad.scaling.adaptive;

/**
 * Means of the demand over several times, kept from being dragged along by a burst: a value beyond the usual spread
 * moves a mean only as far as the spread. When the demand stays beyond it, it is no burst but a new level, and the mean
 * jumps there: soon when it fell, since that only costs a look at the fast mean, and late when it rose, since the
 * burst path has already answered.
 */
final class Levels {
    /** Value, seconds above the spread, seconds below it; of each level. */
    static final int CELLS = 3 * Cells.LEVELS;

    /** A value further away than this many spreads is a burst. */
    static final double CLIP = 4;

    private static final double RISEN_SECONDS = 1_800;
    private static final double FALLEN_SECONDS = 20;
    private static final double LEAST = 0.5;

    private Levels() {}

    static double at(Cells cells, int bank, int level) {
        return cells.get(bank + 3 * level);
    }

    /** True when the demand of the bank has been beyond the spread for longer than {@code seconds}. */
    static boolean burst(Cells cells, int bank, int level, double seconds) {
        int cell = bank + 3 * level;
        return cells.get(cell + 1) > seconds || cells.get(cell + 2) > seconds;
    }

    static void fill(Cells cells, int bank, double demand) {
        for (int level = 0; level < Cells.LEVELS; level++) {
            cells.set(bank + 3 * level, demand);
        }
    }

    static void add(Cells cells, int bank, double demand, double dt) {
        cells.approach(bank, demand, dt, Cells.LEVEL_SECONDS[0]);
        for (int level = 1; level < Cells.LEVELS; level++) {
            add(cells, bank, bank + 3 * level, level, demand, dt);
        }
    }

    private static void add(Cells cells, int bank, int cell, int level, double demand, double dt) {
        double mean = cells.get(cell);
        double bound = CLIP * Spread.at(cells, level, mean) + LEAST;
        boolean above = demand > mean + bound;
        boolean below = demand < mean - bound;
        cells.set(cell + 1, above ? cells.get(cell + 1) + dt : 0);
        cells.set(cell + 2, below ? cells.get(cell + 2) + dt : 0);
        if (cells.get(cell + 1) >= RISEN_SECONDS || cells.get(cell + 2) >= FALLEN_SECONDS) {
            cells.set(cell, below ? Math.min(cells.get(bank), demand) : cells.get(bank));
            cells.fill(cell + 1, 2, 0);
            return;
        }
        double counted = Math.max(mean - bound, Math.min(mean + bound, demand));
        cells.approach(cell, counted, dt, Math.min(Cells.LEVEL_SECONDS[level], cells.get(Cells.AGE)));
    }
}
