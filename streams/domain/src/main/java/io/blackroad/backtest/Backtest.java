package io.blackroad.backtest;

import io.blackroad.load.LoadSample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Plays a demand to rule sets, each with a fleet of its own, and counts. Pure: the same demand, model and rule set give
 * the same run on every machine.
 *
 * @param demand what arrives
 * @param model how replicas serve it
 * @param start when its first tick begins
 * @param dollarsPerReplicaHour price of a replica
 * @param points points of the courses that are kept
 * @param keptChanges changes that are kept
 */
public record Backtest(
        Demand demand, ReplicaModel model, Instant start, double dollarsPerReplicaHour, int points, int keptChanges) {

    /** Enough for a chart as wide as a screen. */
    public static final int POINTS = 1_200;

    /** Of a rule set that changes all the time, the first thousands tell enough. */
    public static final int KEPT_CHANGES = 5_000;

    /** A backtest with the usual limits on what is kept, from the beginning of 1970. */
    public static Backtest of(Demand demand, ReplicaModel model) {
        return new Backtest(demand, model, Instant.EPOCH, 1, POINTS, KEPT_CHANGES);
    }

    /** Replicas that everybody begins with: those that the first tick needs, at least one. */
    int replicasAtStart() {
        return Math.max(1, Tally.needed(demand.level(0)));
    }

    /** Plays it to one rule set. */
    public Run play(Contestant contestant) {
        Player player = contestant.begin();
        SimulatedFleet fleet = new SimulatedFleet(model, demand, replicasAtStart());
        Tally tally = new Tally(model);
        Trail ready = new Trail(demand.ticks(), points);
        Trail queue = new Trail(demand.ticks(), points);
        List<Change> changes = new ArrayList<>();
        DemandCursor cursor = demand.cursor();
        for (int tick = 0; cursor.hasNext(); tick++) {
            double needed = cursor.next();
            LoadSample sample = fleet.live(needed);
            tally.tick(needed, fleet);
            ready.add(tick, fleet.ready());
            queue.add(tick, fleet.queue());
            Instant now = start.plus(model.tick().multipliedBy(tick + 1L));
            int told = fleet.told();
            Player.Move move = player.decide(sample, told, fleet.ready(), now);
            if (move != null && move.replicas() != told) {
                tally.changed(told, move.replicas());
                if (changes.size() < keptChanges) {
                    changes.add(new Change(tick + 1, told, move.replicas(), move.binding(), move.reason()));
                }
                fleet.order(move.replicas());
            }
        }
        double bound = Clairvoyant.replicaHours(demand, model);
        return new Run(contestant.name(), tally.scores(bound, dollarsPerReplicaHour), ready, queue, changes);
    }
}
