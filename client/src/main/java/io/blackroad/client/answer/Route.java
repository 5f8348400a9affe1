package io.blackroad.client.answer;

import java.net.URI;

/**
 * Where an agent belongs.
 *
 * @param agentId the agent
 * @param region its region
 * @param url the region's API
 * @param memoryShard the shard of its memory
 * @param vectorNamespace the namespace of its vectors
 */
public record Route(String agentId, String region, URI url, int memoryShard, int vectorNamespace) {}
