package io.blackroad.scaling.adaptive;

import io.blackroad.load.AgentSums;
import io.blackroad.scaling.Moment;

/**
 * The demand of a tick in replicas. Utilisation stops at 100 %, so it cannot say how much is missing; arrivals can, once
 * it is known what a replica completes. That is learnt: tasks completed over replicas kept busy, and where tasks wait,
 * tasks completed over replicas at work, whichever is less, since a replica may be full at half of its CPU.
 *
 * <p>Of a fleet that starts, replicas are busy before the first task is done, so what they complete looks like next to
 * nothing. Until as many tasks as are at work were completed some times over, arrivals are therefore not believed beyond
 * what the use says, and what was counted before the first of those times is forgotten.
 */
final class DemandGauge {
    private static final double BUSY_MEMORY_SECONDS = 1_800;
    private static final double FULL_MEMORY_SECONDS = 21_600;
    private static final double TASKS_MEMORY_SECONDS = 600;
    private static final double LEAST_BUSY = 1;
    private static final double LEAST_FULL = 300;
    private static final double LEAST_USE = 0.02;
    private static final double FEWEST_TASKS = 1e-4;

    /** So many tasks in a tick say enough; fewer are taken together with those of the ticks before. */
    private static final double ENOUGH_TASKS = 100;

    /** So often must all that is at work have been completed. */
    private static final int ENOUGH_TURNS = 3;

    private static final double LEAST_WEIGHT = 0.2;
    /** Where only a full CPU is seen, half as many again is asked for. */
    private static final double FULL_USE = 0.95;

    private static final double FULL_GROWTH = 1.5;

    private DemandGauge() {}

    /** Demand of the tick, in replicas. */
    static double read(Cells cells, Moment moment) {
        double seconds = moment.tickMicros() / 1e6;
        double use = use(moment.sample().sums());
        learn(cells, moment, seconds, use);
        double submitted = moment.sample().tasks().submitted();
        cells.approach(Cells.TASK_RATE, submitted / seconds, seconds, TASKS_MEMORY_SECONDS);
        double capacity = capacity(cells);
        if (capacity > 0 && cells.get(Cells.TASK_RATE) > FEWEST_TASKS) {
            double arriving = submitted / seconds / capacity;
            boolean known = cells.values[Cells.TURNS] >= ENOUGH_TURNS || use < 0;
            double demand = known ? arriving : Math.min(arriving, busy(moment, use));
            double weight = Math.max(LEAST_WEIGHT, Math.min(1, submitted / ENOUGH_TASKS));
            double smooth = cells.get(Cells.SMOOTH);
            cells.set(Cells.SMOOTH, smooth + (demand - smooth) * weight);
        } else {
            cells.set(Cells.SMOOTH, busy(moment, use));
        }
        return cells.get(Cells.SMOOTH);
    }

    /** Demand as the use alone tells it. */
    private static double busy(Moment moment, double use) {
        double busy = Math.max(0, use) * moment.working();
        return use >= FULL_USE ? busy * FULL_GROWTH : busy;
    }

    /** Work that waits, in replica-seconds. */
    static double backlog(Cells cells, Moment moment) {
        double capacity = capacity(cells);
        return capacity > 0 ? moment.sample().sums().queued() / capacity : 0;
    }

    /** Tasks a second that one replica completes; 0 when not learnt. */
    static double capacity(Cells cells) {
        double busy = cells.get(Cells.BUSY);
        double byUse = busy >= LEAST_BUSY ? cells.get(Cells.DONE) / busy : 0;
        double full = cells.get(Cells.FULL_BUSY);
        double byQueue = full >= LEAST_FULL ? cells.get(Cells.FULL_DONE) / full : 0;
        return byUse == 0 ? byQueue : byQueue == 0 ? byUse : Math.min(byUse, byQueue);
    }

    private static void learn(Cells cells, Moment moment, double seconds, double use) {
        double completed = moment.sample().tasks().completed();
        int working = moment.working();
        turn(cells, completed, moment.sample().sums().inFlight());
        if (use >= LEAST_USE) {
            forget(cells, Cells.DONE, seconds, BUSY_MEMORY_SECONDS);
            cells.add(Cells.DONE, completed);
            cells.add(Cells.BUSY, use * working * seconds);
        }
        if (completed > 0 && working > 0 && moment.sample().sums().queued() >= working) {
            forget(cells, Cells.FULL_DONE, seconds, FULL_MEMORY_SECONDS);
            cells.add(Cells.FULL_DONE, completed);
            cells.add(Cells.FULL_BUSY, working * seconds);
        }
    }

    /** Counts how often all that is at work was completed. */
    private static void turn(Cells cells, double completed, long inFlight) {
        if (cells.values[Cells.TURNS] >= ENOUGH_TURNS) {
            return;
        }
        cells.add(Cells.TURNED, completed);
        if (cells.get(Cells.TURNED) <= inFlight) {
            return;
        }
        cells.values[Cells.TURNED] = 0;
        cells.values[Cells.TURNS]++;
        if (cells.values[Cells.TURNS] == 1) {
            cells.fill(Cells.DONE, 4, 0);
        }
    }

    private static void forget(Cells cells, int cell, double seconds, double memory) {
        double keep = memory / (memory + seconds);
        cells.set(cell, cells.get(cell) * keep);
        cells.set(cell + 1, cells.get(cell + 1) * keep);
    }

    /** Share of what is requested that is used: of CPU, or of GPU where no CPU is requested; -1 when nothing is. */
    private static double use(AgentSums sums) {
        if (sums.cpuRequestedMillis() > 0) {
            return (double) sums.cpuUsedMillis() / sums.cpuRequestedMillis();
        }
        return sums.gpuRequestedMillis() > 0 ? (double) sums.gpuUsedMillis() / sums.gpuRequestedMillis() : -1;
    }
}
