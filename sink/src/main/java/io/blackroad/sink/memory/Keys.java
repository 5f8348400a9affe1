package io.blackroad.sink.memory;

import java.util.Optional;

/** Names of keys in Redis. They can be read back, since a migration must know whose a key is. */
final class Keys {
    static final String LAYOUT_ID = "blackroad:layout:id";
    static final String LAYOUT_VERSION = "blackroad:layout:version";
    static final String LAYOUT_TEXT = "blackroad:layout:text";
    static final String LAYOUT_FLEET = "blackroad:layout:fleet";
    /** Keys that have arrived at this server in the migration under way. */
    static final String ARRIVALS = "blackroad:layout:arrivals";

    private static final String MEMORY = "memory:";
    private static final String STATE = "state:";

    private Keys() {}

    static String of(MemoryKey key) {
        return MEMORY + escaped(key.agentId()) + ":" + key.name();
    }

    static String state(String agentId) {
        return STATE + escaped(agentId);
    }

    /** The agent that a key belongs to; empty when it is none of ours. */
    static Optional<String> agent(String key) {
        if (key.startsWith(STATE)) {
            return Optional.of(unescaped(key.substring(STATE.length())));
        }
        int end = key.startsWith(MEMORY) ? key.indexOf(':', MEMORY.length()) : -1;
        return end < 0 ? Optional.empty() : Optional.of(unescaped(key.substring(MEMORY.length(), end)));
    }

    private static String escaped(String agentId) {
        return agentId.replace("%", "%25").replace(":", "%3A");
    }

    private static String unescaped(String text) {
        return text.replace("%3A", ":").replace("%25", "%");
    }
}
