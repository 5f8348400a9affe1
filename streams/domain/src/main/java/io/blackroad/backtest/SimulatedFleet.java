package io.blackroad.backtest;

import io.blackroad.agent.TaskCounts;
import io.blackroad.load.AgentSums;
import io.blackroad.load.LoadSample;
import java.util.List;

/**
 * The replicas of one rule set in a backtest. Work arrives, the ready ones serve it in order of arrival, and what they
 * cannot serve waits: so utilisation stops at 100 %, a shortage is still there after the demand has gone, and what has
 * waited too long is given up. A stopped replica that was still starting is cancelled and costs no more; a ready one
 * drains. The order to start or stop is carried out at the end of the tick that it was given in.
 */
final class SimulatedFleet {
    private static final int MILLIS = 1_000;

    private final ReplicaModel model;
    private final double capacity;
    private final double serviceSeconds;
    private final DemandCursor old;
    private final Batches starting = new Batches();
    private final Batches draining = new Batches();
    private final Rounding submitted = new Rounding();
    private final Rounding completed = new Rounding();
    private final Rounding cancelled = new Rounding();
    private int tick;
    private int ready;
    private double queue;
    private double served;
    private double givenUp;
    private double arrivedLongAgo;
    private double gone;

    SimulatedFleet(ReplicaModel model, Demand demand, int replicas) {
        this.model = model;
        this.capacity = model.tasksPerSecond() * model.tickSeconds();
        this.serviceSeconds = model.serviceSeconds();
        this.old = demand.cursor();
        this.ready = replicas;
    }

    /** Lives through one tick with this demand, and says what could be seen at its end. */
    LoadSample live(double demand) {
        ready += starting.due(tick);
        draining.due(tick);
        double arrived = demand * capacity;
        double able = ready * capacity;
        serve(arrived, able);
        giveUp();
        tick++;
        return sample(arrived, able);
    }

    /** Starts or stops replicas, so that {@code replicas} of them run or start. */
    void order(int replicas) {
        int change = replicas - told();
        if (change > 0) {
            if (model.startTicks() == 0) {
                ready += change;
            } else {
                starting.add(tick + model.startTicks(), change);
            }
            return;
        }
        int stopped = -change - starting.cancel(-change);
        ready -= stopped;
        if (stopped > 0 && model.drainTicks() > 0) {
            draining.add(tick + model.drainTicks(), stopped);
        }
    }

    private void serve(double arrived, double able) {
        if (!model.queueing()) {
            served = arrived;
            return;
        }
        served = Math.min(queue + arrived, able);
        queue += arrived - served;
        gone += served;
    }

    /** Work is served in order of arrival, so what is given up is what arrived before some tick and is still here. */
    private void giveUp() {
        givenUp = 0;
        if (!model.queueing() || tick < model.patienceTicks()) {
            return;
        }
        arrivedLongAgo += old.next() * capacity;
        if (arrivedLongAgo > gone) {
            givenUp = Math.min(queue, arrivedLongAgo - gone);
            queue -= givenUp;
            gone += givenUp;
        }
    }

    private LoadSample sample(double arrived, double able) {
        double rate = served / model.tickSeconds();
        long used = able > 0 ? Math.round(ready * MILLIS * (served / able)) : 0;
        long inFlight = Math.round(rate * serviceSeconds);
        long serviceMicros = Math.round(1e6 * (serviceSeconds + (rate > 0 ? queue / rate : 0)));
        int busy = (int) Math.min(ready, Math.ceil(served / capacity));
        int permille = ready == 0 ? 0 : (int) (used / ready);
        AgentSums sums = new AgentSums(
                ready,
                ready - busy,
                busy,
                0,
                ready,
                0,
                used,
                (long) ready * MILLIS,
                0,
                0,
                0,
                0,
                0,
                0,
                permille,
                Math.round(queue),
                inFlight);
        TaskCounts tasks = new TaskCounts(
                submitted.add(arrived), completed.add(served), completed.last(), 0, cancelled.add(givenUp));
        return new LoadSample(tick, tick, sums, tasks, permille, permille, serviceMicros, serviceMicros, List.of());
    }

    /** Replicas that run or start, as a controller would say. */
    int told() {
        return ready + starting.total();
    }

    int ready() {
        return ready;
    }

    /** Replicas that cost: those starting, ready and draining. */
    int paid() {
        return ready + starting.total() + draining.total();
    }

    /** Tasks that wait. */
    double queue() {
        return queue;
    }

    /** Tasks given up in the last tick. */
    double givenUp() {
        return givenUp;
    }
}
