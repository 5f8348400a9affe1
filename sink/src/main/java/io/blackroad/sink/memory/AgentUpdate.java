package io.blackroad.sink.memory;

import java.util.List;

/**
 * News of one agent.
 *
 * @param parts at most one of each kind
 * @param expiresAtMillis when its state is to be forgotten unless something newer comes, milliseconds since 1970
 */
public record AgentUpdate(String agentId, List<Part> parts, long expiresAtMillis) {
    public AgentUpdate {
        parts = List.copyOf(parts);
    }
}
