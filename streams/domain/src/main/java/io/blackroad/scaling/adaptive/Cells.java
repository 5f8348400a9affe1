package io.blackroad.scaling.adaptive;

import io.blackroad.scaling.Memory;
import java.util.Arrays;

/**
 * The memory of the kind while a tick works on it: fixed-point numbers with six decimals, and where each of them lies.
 * Fixed point because a memory holds whole numbers, is compared, and is copied into the evidence of each decision.
 */
final class Cells {
    static final String OWNER = "adaptive";
    static final int VERSION = 2;

    /** Levels: the mean of the demand over these seconds. */
    static final int[] LEVEL_SECONDS = {5, 60, 600};

    static final int LEVELS = LEVEL_SECONDS.length;
    /** Predictors: each level, the time of the day, and the trend. */
    static final int DAY = LEVELS;

    static final int TREND = LEVELS + 1;
    static final int PREDICTORS = LEVELS + 2;

    static final int BUCKET_SECONDS = 5;
    static final int BUCKET_SAMPLES = 5;
    /** Buckets of the longest start lag that is looked ahead. */
    static final int RING = 60;
    /** Bins of a day. */
    static final int BINS = 96;

    static final int AGE = 0;
    static final int MEAN = 1;
    static final int SMOOTH = 2;
    static final int TASK_RATE = 3;
    static final int DONE = 4;
    static final int BUSY = 5;
    static final int FULL_DONE = 6;
    static final int FULL_BUSY = 7;
    static final int LAG = 8;
    static final int LAG_TARGET = 9;
    static final int LAG_WAITED = 10;
    static final int TOLD = 11;
    static final int CHOSEN = 12;
    static final int AREA = 13;
    static final int HIGHEST = 14;
    static final int EXTRA = 15;
    static final int BUCKET_TIME = 16;
    static final int BUCKET_COUNT = 17;
    static final int BUCKET = 18;
    static final int TURNS = BUCKET + BUCKET_SAMPLES;
    static final int TURNED = TURNS + 1;
    static final int LIVE_TREND = TURNED + 1;
    static final int OLD_TREND = LIVE_TREND + 1;
    static final int NEXT = OLD_TREND + 1;
    static final int DELAYED = NEXT + 1;
    static final int LIVE = DELAYED + RING;
    static final int OLD = LIVE + Levels.CELLS;
    static final int SPREADS = OLD + Levels.CELLS;
    static final int SEASON = SPREADS + PREDICTORS * Spread.CELLS;
    static final int POLICIES = SEASON + Season.CELLS;
    static final int SIZE = POLICIES + Policies.COUNT * Policies.CELLS;

    private static final double ONE = 1e6;

    final long[] values;

    private Cells(long[] values) {
        this.values = values;
    }

    /** The numbers of a memory, or null when they are not of this kind and layout. */
    static Cells of(Memory memory) {
        return memory.isOf(OWNER, VERSION) && memory.size() == SIZE ? new Cells(memory.values()) : null;
    }

    /** Before anything was seen. */
    static Cells empty() {
        return new Cells(new long[SIZE]);
    }

    Memory memory() {
        return Memory.of(OWNER, VERSION, values);
    }

    double get(int cell) {
        return values[cell] / ONE;
    }

    void set(int cell, double value) {
        values[cell] = Math.round(value * ONE);
    }

    void add(int cell, double value) {
        values[cell] += Math.round(value * ONE);
    }

    /** Moves the cell towards {@code value}, as an exponential mean over {@code seconds} does in a step of {@code dt}. */
    void approach(int cell, double value, double dt, double seconds) {
        double now = get(cell);
        set(cell, now + (value - now) * dt / (dt + seconds));
    }

    void fill(int from, int length, double value) {
        Arrays.fill(values, from, from + length, Math.round(value * ONE));
    }
}
