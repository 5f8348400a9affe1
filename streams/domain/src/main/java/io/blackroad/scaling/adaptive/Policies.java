package io.blackroad.scaling.adaptive;

/**
 * The policies that compete: each predictor with each margin and each temper. All of them are played all the time on
 * what was known a start lag ago, against the demand that then came: that is what they would have cost in replicas,
 * shortages and reversals. The cheapest of the last hours is the one that decides. So margins, reaction and patience
 * are measured on this target, and a forecast that does not pay is not used.
 */
final class Policies {
    /** Margins above the forecast, in spreads. */
    static final double[] MARGINS = {0, 0.5, 1, 1.5, 2, 3, 5};

    /** Tempers: fleet-seconds wasted before a scale-in, and how far below the wish a scale-up begins, in spreads. */
    private static final double[] PATIENCE_SECONDS = {100, 400, 2_000};

    private static final double[] SLACK = {0.3, 0.5, 1};
    private static final int TEMPERS = SLACK.length;

    static final int COUNT = Cells.PREDICTORS * MARGINS.length * TEMPERS;

    /** Told and highest and direction in one, area, cost. */
    static final int CELLS = 3;

    /** The mean over a minute, two spreads above it, the middle temper. */
    private static final int FIRST = (1 * MARGINS.length + 4) * TEMPERS + 1;

    /** What the others are behind at the beginning, in seconds of the mean fleet. */
    private static final double HEAD_START = 1_800;

    /** Half of a cost is forgotten in six hours: 6 h / ln 2. */
    private static final double MEMORY_SECONDS = 31_163;

    /** A policy takes over when it is this much cheaper, so that equals do not take turns. */
    private static final double BETTER = 0.95;

    /** A wish of 3.1 replicas is three: that much is within what is learnt. */
    private static final double TOLERANCE = 0.1;

    /** And so is a demand of a thousandth more. */
    private static final double NEARLY = 0.999;

    private static final long ONE = 1_000_000;
    private static final int BITS = 30;
    private static final long MASK = (1L << BITS) - 1;

    private Policies() {}

    static int predictor(int policy) {
        return policy / (MARGINS.length * TEMPERS);
    }

    static double margin(int policy) {
        return MARGINS[policy / TEMPERS % MARGINS.length];
    }

    static double patienceSeconds(int policy) {
        return PATIENCE_SECONDS[policy % TEMPERS];
    }

    /** Replicas that a policy wishes for. */
    static double wish(int policy, double forecast, double spread, double demand) {
        return Math.max(forecast + margin(policy) * spread - TOLERANCE, demand * NEARLY);
    }

    /** Replicas below which it scales up. */
    static double least(int policy, double forecast, double spread, double demand) {
        return Math.max(forecast + (margin(policy) - SLACK[policy % TEMPERS]) * spread - TOLERANCE, demand * NEARLY);
    }

    static void begin(Cells cells, double mean, double demand) {
        long told = Patience.whole(1.2 * demand);
        for (int policy = 0; policy < COUNT; policy++) {
            int cell = Cells.POLICIES + policy * CELLS;
            cells.values[cell] = pack(told, 0, 0);
            cells.set(cell + 2, policy == FIRST ? 0 : mean * HEAD_START);
        }
        cells.values[Cells.CHOSEN] = FIRST;
    }

    /**
     * Charges each policy for a bucket, lets it decide on what was known a start lag ago, and chooses.
     *
     * @param samples demands of the bucket
     * @param count how many
     * @param dt length of the bucket, seconds
     * @param forecasts of each predictor, as of a start lag ago
     * @param known demand of a start lag ago
     */
    static void play(
            Cells cells,
            AdaptiveSettings settings,
            double[] samples,
            int count,
            double dt,
            double[] forecasts,
            double known) {
        double mean = Math.max(cells.get(Cells.MEAN), 0.5);
        double keep = 1 - dt / MEMORY_SECONDS;
        double shortage = settings.shortagePrice() * mean * dt / count;
        double reversal = settings.reversalPrice() * Math.max(1, mean);
        Patience patience = new Patience();
        for (int predictor = 0; predictor < Cells.PREDICTORS; predictor++) {
            double forecast = forecasts[predictor];
            double spread = Spread.at(cells, predictor, forecast);
            int first = predictor * MARGINS.length * TEMPERS;
            for (int policy = first; policy < first + MARGINS.length * TEMPERS; policy++) {
                int cell = Cells.POLICIES + policy * CELLS;
                long packed = cells.values[cell];
                int told = (int) (packed >>> (BITS + 2));
                double cost = told * dt;
                for (int i = 0; i < count; i++) {
                    cost += samples[i] > told + 1e-6 ? shortage : 0;
                }
                patience.area = cells.get(cell + 1);
                patience.highest = (int) (packed >>> 2 & MASK);
                int next = patience.decide(
                        told,
                        least(policy, forecast, spread, known),
                        wish(policy, forecast, spread, known),
                        forecast,
                        patienceSeconds(policy),
                        dt);
                int before = (int) (packed & 3) - 1;
                int direction = next == told ? before : Integer.signum(next - told);
                cost += direction * before < 0 ? reversal : 0;
                cells.values[cell] = pack(next, patience.highest, direction);
                cells.set(cell + 1, patience.area);
                cells.values[cell + 2] = Math.round(cells.values[cell + 2] * keep + cost * ONE);
            }
        }
        choose(cells);
    }

    private static void choose(Cells cells) {
        int chosen = (int) cells.values[Cells.CHOSEN];
        int cheapest = chosen;
        for (int policy = 0; policy < COUNT; policy++) {
            if (cost(cells, policy) < cost(cells, cheapest)) {
                cheapest = policy;
            }
        }
        if (cost(cells, cheapest) < BETTER * cost(cells, chosen)) {
            cells.values[Cells.CHOSEN] = cheapest;
        }
    }

    private static long cost(Cells cells, int policy) {
        return cells.values[Cells.POLICIES + policy * CELLS + 2];
    }

    private static long pack(long told, long highest, int direction) {
        return told << (BITS + 2) | highest << 2 | direction + 1;
    }
}
