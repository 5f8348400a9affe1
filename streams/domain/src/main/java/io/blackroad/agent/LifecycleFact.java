package io.blackroad.agent;

/**
 * A fact about an agent's life, as the rules see it.
 *
 * @param status state entered; {@code null} when the agent only moved (migrated) and keeps its state
 * @param description what the agent says of itself
 * @param epoch boot of the agent
 * @param sequence place in the epoch
 * @param occurredAtMicros when, bounded by the broker's append time
 */
public record LifecycleFact(
        AgentStatus status, AgentDescription description, long epoch, long sequence, long occurredAtMicros) {}
