package io.blackroad.sink.memory;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Latest state of an agent: the newest fact of each kind, as JSON text.
 *
 * @param agentId the agent
 * @param parts JSON object by kind: {@code lifecycle}, {@code task}, {@code metric}, {@code gpu}; kinds never heard of are
 *     missing
 */
public record AgentSnapshot(String agentId, SortedMap<String, String> parts) {

    public AgentSnapshot {
        parts = Collections.unmodifiableSortedMap(new TreeMap<>(parts));
    }

    /** Name in Redis of an agent's state. */
    public static String key(String agentId) {
        return Keys.state(agentId);
    }

    static AgentSnapshot of(String agentId, Map<String, String> parts) {
        return new AgentSnapshot(agentId, new TreeMap<>(parts));
    }
}
