package io.blackroad.client.answer;

import java.time.Instant;
import java.util.List;

/**
 * One worker.
 *
 * @param id its name
 * @param region where it is
 * @param state what becomes of it
 * @param since since when
 * @param load its load
 * @param agents agents on it
 * @param agentIds who they are
 * @param moves who is on the way to it or from it
 */
public record Worker(
        String id,
        String region,
        String state,
        Instant since,
        long load,
        int agents,
        List<String> agentIds,
        List<Move> moves) {

    /**
     * An agent on its way.
     *
     * @param agentId who moves
     * @param fromWorker from where
     * @param toWorker to where
     * @param since since when
     */
    public record Move(String agentId, String fromWorker, String toWorker, Instant since) {}
}
