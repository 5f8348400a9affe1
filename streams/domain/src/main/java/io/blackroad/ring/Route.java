package io.blackroad.ring;

/**
 * Where an agent belongs.
 *
 * @param agentId the agent
 * @param region region that serves it
 * @param url where the region's API answers
 * @param memoryShard shard of its memory, 0 to {@link Routes#MEMORY_SHARDS} - 1
 * @param vectorNamespace namespace of its vectors, 0 to {@link Routes#VECTOR_NAMESPACES} - 1
 */
public record Route(String agentId, String region, String url, int memoryShard, int vectorNamespace) {}
