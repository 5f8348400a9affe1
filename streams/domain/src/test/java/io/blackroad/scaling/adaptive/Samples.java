package io.blackroad.scaling.adaptive;

import io.blackroad.load.AgentSums;

/** Load of agents that each requested a core. */
final class Samples {
    private Samples() {}

    static AgentSums sums(int agents, long usedMillis, long queued) {
        return new AgentSums(
                agents, 0, agents, 0, agents, 0, usedMillis, 1_000L * agents, 0, 0, 0, 0, 0, 0, 0, queued, 0);
    }
}
