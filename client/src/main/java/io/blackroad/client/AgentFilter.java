package io.blackroad.client;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which agents are asked for; empty texts stand for all.
 *
 * @param region where they run
 * @param service what they are scaled with
 * @param state the last change of their life, as in {@code BUSY}
 */
public record AgentFilter(String region, String service, String state) {

    /** Every agent. */
    public static AgentFilter all() {
        return new AgentFilter("", "", "");
    }

    /** The same, of one region. */
    public AgentFilter inRegion(String only) {
        return new AgentFilter(only, service, state);
    }

    /** The same, of one service. */
    public AgentFilter ofService(String only) {
        return new AgentFilter(region, only, state);
    }

    /** The same, in one state. */
    public AgentFilter inState(String only) {
        return new AgentFilter(region, service, only);
    }

    Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        Map.of("region", region, "service", service, "state", state).forEach((name, value) -> {
            if (!value.isEmpty()) {
                parameters.put(name, value);
            }
        });
        return parameters;
    }
}
