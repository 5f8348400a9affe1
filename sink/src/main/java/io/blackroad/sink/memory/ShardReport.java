package io.blackroad.sink.memory;

import java.util.Optional;

/**
 * How a shard is.
 *
 * @param shard its name on the ring; its address when it is leaving
 * @param address host:port
 * @param layout version of the layout that it follows; 0 for none yet
 * @param keys keys that it holds
 * @param memoryBytes memory that it uses
 * @param down why it is not known; empty when it answers
 */
public record ShardReport(
        String shard, String address, long layout, long keys, long memoryBytes, Optional<String> down) {}
