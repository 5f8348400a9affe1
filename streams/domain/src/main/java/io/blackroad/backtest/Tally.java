package io.blackroad.backtest;

/** Counts what happens in a run, tick by tick. */
final class Tally {
    /** A demand of 3.0000000001 needs three replicas: the rest is rounding. */
    private static final double ROUNDING = 1e-9;

    private static final double HOUR_SECONDS = 3600;

    private final ReplicaModel model;
    private long ticks;
    private long under;
    private long over;
    private long unstable;
    private double shortage;
    private double surplus;
    private double relativeShortage;
    private double relativeSurplus;
    private double arrived;
    private double queued;
    private double givenUp;
    private double longestQueue;
    private double peak;
    private long paid;
    private int most;
    private int changes;
    private int reversals;
    private int lastDirection;
    private int lastNeeded = -1;
    private int lastReady;

    Tally(ReplicaModel model) {
        this.model = model;
    }

    /** Replicas that a demand needs. */
    static int needed(double demand) {
        return (int) Math.ceil(demand - ROUNDING);
    }

    void tick(double demand, SimulatedFleet fleet) {
        int needed = needed(demand);
        int ready = fleet.ready();
        ticks++;
        if (ready < needed) {
            under++;
            shortage += needed - ready;
            relativeShortage += (double) (needed - ready) / needed;
        } else if (ready > needed) {
            over++;
            surplus += ready - needed;
            relativeSurplus += (double) (ready - needed) / Math.max(1, needed);
        }
        if (lastNeeded >= 0 && Integer.signum(needed - lastNeeded) != Integer.signum(ready - lastReady)) {
            unstable++;
        }
        lastNeeded = needed;
        lastReady = ready;
        arrived += demand;
        queued += fleet.queue();
        givenUp += fleet.givenUp();
        longestQueue = Math.max(longestQueue, fleet.queue());
        peak = Math.max(peak, demand);
        paid += fleet.paid();
        most = Math.max(most, fleet.paid());
    }

    void changed(int from, int to) {
        int direction = Integer.signum(to - from);
        changes++;
        if (lastDirection != 0 && direction != lastDirection) {
            reversals++;
        }
        lastDirection = direction;
    }

    Scores scores(double clairvoyantHours, double dollarsPerReplicaHour) {
        double tickHours = model.tickSeconds() / HOUR_SECONDS;
        double work = arrived * model.tasksPerSecond() * model.tickSeconds();
        double paidHours = paid * tickHours;
        double[] elasticity = {
            relativeShortage / ticks,
            relativeSurplus / ticks,
            (double) under / ticks,
            (double) over / ticks,
            ticks > 1 ? (double) unstable / (ticks - 1) : 0
        };
        return new Scores(
                ticks * tickHours,
                shortage * tickHours,
                surplus * tickHours,
                elasticity[0],
                elasticity[1],
                elasticity[2],
                elasticity[3],
                elasticity[4],
                minkowski(elasticity),
                changes,
                reversals,
                work > 0 ? givenUp / work : 0,
                work > 0 ? queued * model.tickSeconds() / work : 0,
                peak > 0 ? longestQueue / (peak * model.tasksPerSecond()) : 0,
                most,
                paidHours,
                clairvoyantHours,
                paidHours * dollarsPerReplicaHour);
    }

    private static double minkowski(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value * value * value;
        }
        return Math.cbrt(sum);
    }
}
