package io.blackroad.sink.kubernetes;

/**
 * What the agents of one pod do.
 *
 * @param agents agents known to run there
 * @param work tasks at hand, at least one for each agent that is busy
 * @param draining of them, those that take nothing new
 */
record AgentActivity(int agents, int work, int draining) {
    /** Of a pod that no agent is known to run in. */
    static final AgentActivity UNKNOWN = new AgentActivity(0, 0, 0);

    /** True if agents are known and none works. */
    boolean isIdle() {
        return agents > 0 && work == 0;
    }

    AgentActivity plus(AgentActivity other) {
        return new AgentActivity(agents + other.agents, work + other.work, draining + other.draining);
    }
}
