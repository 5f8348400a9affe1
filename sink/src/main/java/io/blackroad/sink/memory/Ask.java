package io.blackroad.sink.memory;

import java.util.List;

/**
 * One key of a command.
 *
 * @param agentId whose it is: decides on the shard
 * @param key its name in Redis
 * @param arguments what the script takes for it
 */
record Ask(String agentId, String key, List<byte[]> arguments) {
    static Ask of(String agentId, String key, byte[]... arguments) {
        return new Ask(agentId, key, List.of(arguments));
    }

    int size() {
        int size = key.length();
        for (byte[] argument : arguments) {
            size += argument.length;
        }
        return size;
    }
}
