package io.blackroad.agent;

/** State of an agent's life. */
public enum AgentStatus {
    REGISTERED(true),
    STARTED(true),
    IDLE(true),
    BUSY(true),
    DRAINING(true),
    STOPPED(false),
    FAILED(false);

    private final boolean alive;

    AgentStatus(boolean alive) {
        this.alive = alive;
    }

    /** True while the agent can work or is about to. */
    public boolean alive() {
        return alive;
    }
}
