package io.blackroad.client.answer;

import java.time.Instant;
import java.util.List;

/**
 * The GPU pool of one region.
 *
 * @param region its region
 * @param cards all cards
 * @param allocatedPermille leased over all, thousandths
 * @param leases leases that are held
 * @param waiting requests that wait
 * @param nodes its nodes
 * @param queue who waits, first come first
 * @param removable nodes that are idle and may go
 */
public record GpuPool(
        String region,
        int cards,
        int allocatedPermille,
        int leases,
        int waiting,
        List<Node> nodes,
        List<Waiter> queue,
        List<String> removable) {

    /**
     * A node.
     *
     * @param id its name
     * @param model of its cards
     * @param state what becomes of it
     * @param freeBytes memory of each card that nobody has leased
     */
    public record Node(String id, String model, String state, List<Long> freeBytes) {}

    /**
     * Somebody who waits for a lease.
     *
     * @param position in the queue, from 1
     * @param agentId who waits
     * @param asks for what, in words
     * @param queuedAt since when
     */
    public record Waiter(int position, String agentId, String asks, Instant queuedAt) {}
}
