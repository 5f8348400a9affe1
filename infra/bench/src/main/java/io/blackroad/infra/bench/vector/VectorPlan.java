package io.blackroad.infra.bench.vector;

/**
 * What is measured.
 *
 * @param vectors how many are stored
 * @param dimensions numbers of each
 * @param queries how many searches are judged
 * @param seed of everything random
 */
public record VectorPlan(int vectors, int dimensions, int queries, long seed) {
    /** Neighbours asked for. */
    public static final int COUNT = 10;

    private static final int DIMENSIONS = 384;
    private static final long SEED = 20_261_124;

    /** As many as the promise is about, or few for a short run. */
    public static VectorPlan of(boolean quick) {
        return new VectorPlan(quick ? 10_000 : 100_000, DIMENSIONS, quick ? 100 : 300, SEED);
    }
}
