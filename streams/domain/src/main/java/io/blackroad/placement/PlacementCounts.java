package io.blackroad.placement;

/**
 * What became of a region's placements and moves since the beginning. Every move that was planned is done, given up,
 * ended, or still open.
 *
 * @param placed placements
 * @param plans plans, those that name victims included
 * @param planned moves planned
 * @param done moves whose agent has said that it is there
 * @param givenUp moves that were not answered in time
 * @param ended moves that came to nothing: their agent stopped or went elsewhere, or a worker of their plan died
 */
public record PlacementCounts(long placed, long plans, long planned, long done, long givenUp, long ended) {
    /** Nothing yet. */
    public static final PlacementCounts NONE = new PlacementCounts(0, 0, 0, 0, 0, 0);

    PlacementCounts withPlacement() {
        return new PlacementCounts(placed + 1, plans, planned, done, givenUp, ended);
    }

    PlacementCounts withPlan(int moves) {
        return new PlacementCounts(placed, plans + 1, planned + moves, done, givenUp, ended);
    }

    PlacementCounts withDone() {
        return new PlacementCounts(placed, plans, planned, done + 1, givenUp, ended);
    }

    PlacementCounts withGivenUp() {
        return new PlacementCounts(placed, plans, planned, done, givenUp + 1, ended);
    }

    PlacementCounts withEnded(int moves) {
        return new PlacementCounts(placed, plans, planned, done, givenUp, ended + moves);
    }
}
