package io.blackroad.scaling.adaptive;

import io.blackroad.scaling.Moment;

/** How long a replica takes from the order until it is ready, learnt from those that were seen to start. */
final class StartLag {
    private static final double LEARNT = 0.3;
    private static final double LONGEST_SECONDS = Cells.RING * Cells.BUCKET_SECONDS;

    private StartLag() {}

    /** How far one must look ahead, seconds: the lag, and the tick in which one sees. */
    static double horizonSeconds(Cells cells, Moment moment) {
        double seconds = cells.get(Cells.LAG) + moment.tickMicros() / 1e6;
        return Math.max(Cells.BUCKET_SECONDS, Math.min(LONGEST_SECONDS, seconds));
    }

    static void watch(Cells cells, Moment moment) {
        long told = moment.replicas();
        long awaited = cells.values[Cells.LAG_TARGET];
        if (awaited > told || moment.ready() < 0) {
            cells.values[Cells.LAG_TARGET] = 0;
        } else if (awaited > 0) {
            await(cells, moment, awaited);
        } else if (told > cells.values[Cells.TOLD] && moment.ready() < told) {
            cells.values[Cells.LAG_TARGET] = told;
            cells.set(Cells.LAG_WAITED, moment.tickMicros() / 1e6);
        }
        cells.values[Cells.TOLD] = told;
    }

    private static void await(Cells cells, Moment moment, long awaited) {
        double waited = cells.get(Cells.LAG_WAITED);
        double lag = cells.get(Cells.LAG);
        if (moment.ready() >= awaited) {
            cells.values[Cells.LAG_TARGET] = 0;
            cells.set(Cells.LAG, lag + LEARNT * (waited - lag));
            return;
        }
        cells.add(Cells.LAG_WAITED, moment.tickMicros() / 1e6);
        cells.set(Cells.LAG, Math.max(lag, Math.min(waited, LONGEST_SECONDS)));
    }
}
