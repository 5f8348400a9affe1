package io.blackroad.streams.query;

import java.util.Comparator;

/**
 * What one agent, or one lease of an agent, costs of a window.
 *
 * @param lease the request that it was granted for; empty for what the agent requests itself
 */
record AgentShare(String agentId, String lease, long nanoDollars) {
    /** The dearest first; total, so that who comes in twice while a partition moves is shown once. */
    static final Comparator<AgentShare> DEAREST = Comparator.comparingLong(AgentShare::nanoDollars)
            .reversed()
            .thenComparing(AgentShare::agentId)
            .thenComparing(AgentShare::lease);

    /** As a list shows it. */
    String name() {
        return lease.isEmpty() ? agentId : agentId + " lease " + lease;
    }
}
