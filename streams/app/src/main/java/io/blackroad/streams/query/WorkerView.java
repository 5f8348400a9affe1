package io.blackroad.streams.query;

import java.time.Instant;
import java.util.List;

/**
 * One worker.
 *
 * @param load what its agents ask for, in thousandths of a core that comes with 4 GB; with those on their way to it
 * @param heard agents that say that they run on it
 * @param lost agents that said so and are not heard of
 * @param agentIds agents that it counts, at most {@value #AGENTS_SHOWN}, by id
 * @param moves agents on their way to it or from it
 */
public record WorkerView(
        String id,
        String region,
        String state,
        Instant since,
        long load,
        int agents,
        int heard,
        int lost,
        List<String> agentIds,
        List<Move> moves) {
    /** More are not listed. */
    public static final int AGENTS_SHOWN = 1_000;

    /**
     * An agent on its way.
     *
     * @param fromWorker where it is; empty when nowhere
     * @param planned true for a move of a rebalance, false for a placement
     */
    public record Move(String agentId, String fromWorker, String toWorker, Instant since, boolean planned) {}
}
