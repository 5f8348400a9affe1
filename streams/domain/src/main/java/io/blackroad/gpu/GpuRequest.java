package io.blackroad.gpu;

/**
 * One request of an agent.
 *
 * @param agentId who asks
 * @param requestId its name for it; an agent may have several
 */
public record GpuRequest(String agentId, String requestId, GpuShape shape) {}
