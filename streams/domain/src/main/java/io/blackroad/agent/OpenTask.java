package io.blackroad.agent;

/**
 * A task that an agent has not ended.
 *
 * @param id the task
 * @param started true once the agent works on it
 * @param intake true when an intake handed it out, or may have, since the agent never told of its submission
 */
public record OpenTask(String id, boolean started, boolean intake) {}
