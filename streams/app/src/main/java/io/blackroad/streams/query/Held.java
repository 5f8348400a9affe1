package io.blackroad.streams.query;

import io.blackroad.cost.Amounts;

/**
 * What an agent holds and is paid for: for what it requests, or for a lease of cards.
 *
 * @param lease the request that the lease was granted for; empty for what the agent requests itself
 * @param sinceMicros event time from which on it has held just that without a break
 * @param untilMicros event time up to which that is paid
 */
public record Held(String agentId, String lease, Amounts amounts, long sinceMicros, long untilMicros) {}
