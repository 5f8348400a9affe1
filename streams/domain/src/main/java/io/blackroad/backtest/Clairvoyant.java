package io.blackroad.backtest;

import java.util.Arrays;

/**
 * The bound of every rule: knows the demand to come, has the same start lag and drain, and is never short. The n-th
 * replica is needed whenever the demand needs n or more; between two such times it either waits, and costs the gap, or
 * is stopped and started again, and costs the drain and the start lag. The cheaper of both for each replica and each gap
 * is the least that any rule can pay without a shortage, since replicas do not depend on each other.
 */
public final class Clairvoyant {
    private Clairvoyant() {}

    /** Replica-hours that it pays. */
    public static double replicaHours(Demand demand, ReplicaModel model) {
        int most = Tally.needed(demand.quantile(1));
        long restart = (long) model.startTicks() + model.drainTicks();
        long paid = 0;
        int[] stopped = new int[most + 1];
        Arrays.fill(stopped, -1);
        int running = 0;
        for (int step = 0; step < demand.steps(); step++) {
            int needed = Tally.needed(demand.level(step));
            int tick = demand.start(step);
            for (int n = running + 1; n <= needed; n++) {
                paid += startCost(stopped[n], tick, model, restart);
            }
            for (int n = needed + 1; n <= running; n++) {
                stopped[n] = tick;
            }
            running = needed;
            paid += (long) needed * (demand.end(step) - tick);
        }
        paid += drained(stopped, running, demand.ticks(), model);
        return paid * model.tickSeconds() / 3600;
    }

    /** Before its first time a replica runs from the beginning or is started; the ones of tick 0 are there for nothing. */
    private static long startCost(int stopped, int tick, ReplicaModel model, long restart) {
        return stopped < 0 ? Math.min(tick, model.startTicks()) : Math.min(tick - stopped, restart);
    }

    private static long drained(int[] stopped, int running, int end, ReplicaModel model) {
        long paid = 0;
        for (int n = running + 1; n < stopped.length; n++) {
            paid += stopped[n] < 0 ? 0 : Math.min(end - stopped[n], model.drainTicks());
        }
        return paid;
    }
}
