package io.blackroad.scaling;

import io.blackroad.scaling.Effect.Verdict;

/**
 * What more replicas did, compared with what so many more are to do. Where work still waits they are to complete more;
 * where none waits each is to be less busy with the same work, so the work a completed task costs must not have grown
 * with them. Both count what was completed, so a load that changed in the meantime is no gain and no loss. Who completes
 * nothing, or adds too few replicas for the noise, is not judged.
 *
 * @param from thousandths of replicas that worked before
 * @param to the same after
 * @param busyBefore thousandths of replicas that were busy before
 * @param busyAfter the same after
 * @param rateBefore thousandths of tasks completed a second before; 0 when unknown
 * @param rateAfter the same after
 * @param waitingBefore thousandths of tasks that waited before
 * @param waitingAfter the same after
 * @param windowMillis time over which each was measured
 */
record Gain(
        long from,
        long to,
        long busyBefore,
        long busyAfter,
        long rateBefore,
        long rateAfter,
        long waitingBefore,
        long waitingAfter,
        long windowMillis) {

    /** Below a quarter of what was predicted it did not help. */
    private static final double HELPS = 0.25;

    /** More replicas by less than a tenth are not told from noise. */
    private static final double LEAST_GROWTH = 0.1;

    /** So long must a task wait before work is said to wait, seconds. */
    private static final double WAITS_SECONDS = 5;

    /** Noise that does not come from counting: of the measurements, and of tasks that are not alike. */
    private static final double NOISE = 0.02;

    /** Where fewer are busy than this share, use says nothing. */
    private static final double LEAST_BUSY = 0.02;

    private static final double SIGMAS = 3;
    private static final int MOST = 2_000;

    /** Of a scale-up. */
    Verdict verdict() {
        double gain = share();
        if (from <= 0) {
            return rateAfter > 0 || busyAfter > 0 ? Verdict.HELPED : Verdict.UNCLEAR;
        }
        boolean drained = waits(waitingBefore, rateBefore) && waitingAfter * 10 < waitingBefore * 9;
        if (drained || gain >= HELPS) {
            return Verdict.HELPED;
        }
        boolean relieved = !waitsAfter() && (double) busyAfter / to < 0.9 * busyBefore / from;
        boolean plain = to - from >= LEAST_GROWTH * from && gain + doubt() < HELPS;
        return !Double.isNaN(gain) && !relieved && plain ? Verdict.FUTILE : Verdict.UNCLEAR;
    }

    /** Realised over predicted, thousandths, not below 0; {@link Effect#UNKNOWN} when it cannot be told. */
    int permille() {
        double gain = share();
        return Double.isNaN(gain) ? Effect.UNKNOWN : (int) Math.max(0, Math.min(MOST, Math.round(1_000 * gain)));
    }

    private double share() {
        if (from <= 0 || to <= 0 || rateBefore <= 0 || rateAfter <= 0) {
            return Double.NaN;
        }
        if (waitsAfter()) {
            return ((double) rateAfter / rateBefore - 1) / growth();
        }
        if (busyBefore < LEAST_BUSY * from || busyAfter <= 0) {
            return Double.NaN;
        }
        double cost = (double) busyAfter / rateAfter / ((double) busyBefore / rateBefore);
        return (1 - cost * from / to) / (1 - (double) from / to);
    }

    /** How far the gain may be off because tasks are counted. */
    private double doubt() {
        double before = Math.max(1, rateBefore / 1e3 * windowMillis / 1e3);
        double after = Math.max(1, rateAfter / 1e3 * windowMillis / 1e3);
        double sigma = Math.sqrt(1 / before + 1 / after + NOISE * NOISE);
        return SIGMAS * sigma / (waitsAfter() ? growth() : 1 - (double) from / to);
    }

    private double growth() {
        return (double) to / from - 1;
    }

    private boolean waitsAfter() {
        return waits(waitingAfter, rateAfter);
    }

    private static boolean waits(long waiting, long rate) {
        return waiting > WAITS_SECONDS * rate && waiting > 0;
    }
}
