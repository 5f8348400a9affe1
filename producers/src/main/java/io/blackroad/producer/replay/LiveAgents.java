package io.blackroad.producer.replay;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes turns among the live agents of each target, and asks the directory again when its answer is old. */
final class LiveAgents {
    private static final Logger LOG = LoggerFactory.getLogger(LiveAgents.class);

    /** Agents come and go with replicas, which takes seconds. */
    static final long REFRESH_NANOS = 1_000_000_000L;

    private record Target(String region, String service) {}

    private static final class Turn {
        private List<String> agents = List.of();
        private long askedNanos;
        private boolean asked;
        private int next;
    }

    private final AgentDirectory directory;
    private final Map<Target, Turn> turns = new HashMap<>();

    LiveAgents(AgentDirectory directory) {
        this.directory = directory;
    }

    /** The agent whose turn it is; null if none lives. */
    String next(String region, String service, long nowNanos) {
        Turn turn = turns.computeIfAbsent(new Target(region, service), target -> new Turn());
        if (!turn.asked || nowNanos - turn.askedNanos >= REFRESH_NANOS) {
            turn.agents = ask(region, service, turn.agents);
            turn.askedNanos = nowNanos;
            turn.asked = true;
        }
        if (turn.agents.isEmpty()) {
            return null;
        }
        turn.next = (turn.next + 1) % turn.agents.size();
        return turn.agents.get(turn.next);
    }

    private List<String> ask(String region, String service, List<String> before) {
        try {
            return List.copyOf(directory.live(region, service));
        } catch (RuntimeException e) {
            LOG.warn(
                    "live agents of {}/{} cannot be found out now, going on with the last {}: {}",
                    region,
                    service,
                    before.size(),
                    e.toString());
            return before;
        }
    }
}
