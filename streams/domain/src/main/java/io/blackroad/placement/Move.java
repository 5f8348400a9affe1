package io.blackroad.placement;

/** One agent to another worker. */
public record Move(String agentId, String fromWorker, String toWorker) {}
