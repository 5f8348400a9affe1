package io.blackroad.streams.query;

import java.time.Instant;
import java.util.List;

/**
 * The workers of one region and how its agents are spread over them.
 *
 * @param fullestPermille load of the fullest live worker over their mean, thousandths; 0 without load
 * @param plan the rebalance that is being carried out; null when there is none
 */
public record PlacementView(String region, int fullestPermille, List<Worker> workers, Plan plan, Moves moves) {

    /**
     * A worker.
     *
     * @param load what its agents ask for, in thousandths of a core that comes with 4 GB; with those on their way to it
     * @param heard agents that say that they run on it
     * @param lost agents that said so and are not heard of
     */
    public record Worker(String id, String state, Instant since, long load, int agents, int heard, int lost) {}

    /** A rebalance. */
    public record Plan(String id, String cause, Instant startedAt, int moves, int open) {}

    /** What became of placements and moves since the beginning. */
    public record Moves(long placed, long planned, long done, long givenUp, long ended) {}
}
