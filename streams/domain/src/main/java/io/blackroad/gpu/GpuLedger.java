package io.blackroad.gpu;

import io.blackroad.decision.Outcome;
import java.time.Instant;

/**
 * Deals the GPUs of one region. Requests are served in the order in which they came, on the place that leaves the rest
 * most useful; one that finds no room waits. A later request may be served first where that cannot delay the first of
 * the queue, whatever is given back when; and others at most so often as the policy says.
 */
public final class GpuLedger {
    private GpuLedger() {}

    /**
     * Decides on one event.
     *
     * @param now event time
     * @return the next pool, and what became of each request that the event touched, in order
     */
    public static Outcome<GpuPool, LeaseDecision> decide(GpuPolicy policy, GpuPool pool, GpuEvent event, Instant now) {
        GpuTurn turn = new GpuTurn(policy, pool, now);
        if (event instanceof GpuEvent.Requested requested) {
            turn.request(requested.request());
        } else if (event instanceof GpuEvent.Released released) {
            turn.release(released.agentId(), released.requestId());
        } else if (event instanceof GpuEvent.Gone gone) {
            turn.gone(gone.agentId(), gone.reason());
        } else if (event instanceof GpuEvent.NodesChanged changed) {
            turn.nodes(changed.nodes());
        } else {
            turn.tick();
        }
        return turn.outcome();
    }
}
