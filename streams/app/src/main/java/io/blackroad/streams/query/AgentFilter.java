package io.blackroad.streams.query;

import io.blackroad.agent.AgentStatus;
import java.util.Arrays;
import java.util.List;

/** Which agents a list shows; a null lets every value pass. */
public record AgentFilter(String region, String service, String state) {

    /** States that an agent can be in. */
    public static final List<String> STATES =
            Arrays.stream(AgentStatus.values()).map(Enum::name).toList();

    /** Whether the list shows this agent. */
    public boolean accepts(AgentView agent) {
        return passes(region, agent.region()) && passes(service, agent.service()) && passes(state, agent.state());
    }

    private static boolean passes(String wanted, String value) {
        return wanted == null || wanted.equals(value);
    }
}
