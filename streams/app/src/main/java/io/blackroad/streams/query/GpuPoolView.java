package io.blackroad.streams.query;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The GPU pool of one region.
 *
 * @param cards cards of its nodes
 * @param allocatedPermille memory granted over all memory, thousandths; 0 without nodes
 * @param leases how many leases there are
 * @param waiting how many wait
 * @param queue the first who wait, at most {@value #QUEUE_SHOWN}
 * @param removable nodes idle for long enough to be taken away
 * @param wanted nodes that would serve all who wait, by kind
 * @param unservable how many wait for what no kind of node here could hold
 */
public record GpuPoolView(
        String region,
        int cards,
        int allocatedPermille,
        int leases,
        int waiting,
        List<Node> nodes,
        List<Waiting> queue,
        List<String> removable,
        Map<String, Integer> wanted,
        int unservable) {
    /** Longer queues are cut here. */
    public static final int QUEUE_SHOWN = 100;

    /**
     * A node.
     *
     * @param freeBytes free memory of each card
     * @param utilizationPermille mean use of its leases as last sampled; null before
     */
    public record Node(
            String id,
            String model,
            String state,
            long cardBytes,
            List<Long> freeBytes,
            Integer utilizationPermille,
            List<Holder> leases) {}

    /** Who holds cards of a node; use is null before the first sample. */
    public record Holder(
            String agentId,
            String requestId,
            long leaseEpoch,
            List<Integer> cards,
            long bytesPerCard,
            Instant grantedAt,
            Integer utilizationPermille,
            Long memoryUsedBytes) {}

    /**
     * Who waits, and for what.
     *
     * @param bound how many grants can still delay it, at most
     */
    public record Waiting(int position, int bound, String agentId, String requestId, String asks, Instant queuedAt) {}
}
