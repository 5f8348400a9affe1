package io.blackroad.gpu;

import java.time.Instant;
import java.util.List;

/**
 * Cards that an agent holds.
 *
 * @param epoch rises with each grant of the pool; whoever uses the cards fences on it
 * @param request what it was granted for
 * @param node name of the node
 * @param cards which of its cards, from 0, ascending
 * @param bytesPerCard memory of each of them that it takes
 * @param grantedAt event time
 */
public record Lease(
        long epoch, GpuRequest request, String node, List<Integer> cards, long bytesPerCard, Instant grantedAt) {
    public Lease {
        cards = List.copyOf(cards);
    }
}
