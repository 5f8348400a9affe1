package io.blackroad.sink.memory;

import java.nio.charset.StandardCharsets;

/**
 * Something that an agent remembers. All that one agent remembers lies on one shard.
 *
 * @param agentId the agent
 * @param name what the agent calls it
 */
public record MemoryKey(String agentId, String name) {

    /** Longest id or name, UTF-8 bytes: keys are held in memory by the servers. */
    public static final int MAX_BYTES = 512;

    public MemoryKey {
        check("an agent id", agentId);
        check("a name", name);
    }

    /** Its name in Redis. */
    public String redisName() {
        return Keys.of(this);
    }

    static void check(String what, String text) {
        int length = text.getBytes(StandardCharsets.UTF_8).length;
        if (length == 0 || length > MAX_BYTES) {
            throw new IllegalArgumentException(what + " has 1 to " + MAX_BYTES + " bytes, not " + length);
        }
    }
}
