package io.blackroad.infra.bench.memory;

/**
 * What is measured.
 *
 * @param keys keys that are written, read and then moved
 * @param calls single calls of each kind
 * @param facts facts whose agents' latest states are kept
 * @param agents agents that they are of
 */
public record MemoryPlan(int keys, int calls, long facts, int agents) {
    static final int THREADS = 8;
    static final int BATCH = 500;

    /** Long enough to warm up, or short. */
    public static MemoryPlan of(boolean quick, int agents) {
        return quick
                ? new MemoryPlan(20_000, 5_000, 60_000, agents)
                : new MemoryPlan(200_000, 100_000, 1_000_000, agents);
    }
}
