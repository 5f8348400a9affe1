package io.blackroad.scaling.adaptive;

/**
 * The day that repeats: the mean demand of each quarter of an hour, and how much of it today brings. From the second day
 * on it predicts what the clock will bring after the start lag.
 */
final class Season {
    /** Bins, what the bin of now has gathered, and of today and of the delayed today: what came and what was usual. */
    static final int CELLS = Cells.BINS + 2 + 4;

    private static final long DAY_MICROS = 86_400_000_000L;
    private static final long BIN_MICROS = DAY_MICROS / Cells.BINS;
    private static final double TODAY_SECONDS = 1_800;
    private static final double LEARNT_A_DAY = 0.3;
    private static final double LEAST = 0.05;

    private static final int SUM = Cells.SEASON + Cells.BINS;
    private static final int TIME = SUM + 1;
    private static final int LIVE = TIME + 1;
    private static final int OLD = LIVE + 2;

    private Season() {}

    static void begin(Cells cells) {
        cells.fill(Cells.SEASON, Cells.BINS, -1);
    }

    /** Takes a demand in that lasted {@code seconds} until {@code micros}. */
    static void add(Cells cells, double demand, double seconds, long micros) {
        cells.add(SUM, demand * seconds);
        cells.add(TIME, seconds);
        if (bin(micros) != bin(micros - Math.round(seconds * 1e6))) {
            close(cells, bin(micros - Math.round(seconds * 1e6)));
        }
        follow(cells, LIVE, demand, usual(cells, micros), seconds);
    }

    /** Takes in what was seen a start lag ago. */
    static void addOld(Cells cells, double demand, double seconds, long micros) {
        follow(cells, OLD, demand, usual(cells, micros), seconds);
    }

    /** What today's demand will be at {@code micros}; -1 when no such day was seen. */
    static double forecast(Cells cells, long micros) {
        return forecast(cells, LIVE, micros);
    }

    /** What would have been said a start lag ago. */
    static double oldForecast(Cells cells, long micros) {
        return forecast(cells, OLD, micros);
    }

    private static double forecast(Cells cells, int today, long micros) {
        double usual = usual(cells, micros);
        double base = cells.get(today + 1);
        return usual < 0 || base < LEAST ? -1 : usual * cells.get(today) / base;
    }

    private static void follow(Cells cells, int today, double demand, double usual, double seconds) {
        if (usual >= 0) {
            cells.approach(today, demand, seconds, TODAY_SECONDS);
            cells.approach(today + 1, usual, seconds, TODAY_SECONDS);
        }
    }

    private static void close(Cells cells, int bin) {
        double mean = cells.get(SUM) / Math.max(cells.get(TIME), 1);
        double known = cells.get(Cells.SEASON + bin);
        cells.set(Cells.SEASON + bin, known < 0 ? mean : known + LEARNT_A_DAY * (mean - known));
        cells.fill(SUM, 2, 0);
    }

    /** Between the middles of the bins in a straight line. */
    private static double usual(Cells cells, long micros) {
        long at = micros - BIN_MICROS / 2;
        double before = cells.get(Cells.SEASON + bin(at));
        double after = cells.get(Cells.SEASON + bin(at + BIN_MICROS));
        if (before < 0 || after < 0) {
            return -1;
        }
        double share = (double) Math.floorMod(at, BIN_MICROS) / BIN_MICROS;
        return before + share * (after - before);
    }

    private static int bin(long micros) {
        return (int) (Math.floorMod(micros, DAY_MICROS) / BIN_MICROS);
    }
}
