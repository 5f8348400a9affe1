package io.blackroad.producer.replay;

import java.util.List;

/** Who knows which agents live. */
@FunctionalInterface
public interface AgentDirectory {

    /**
     * Ids of the agents of a service in a region that live now; empty if there are none.
     *
     * @throws RuntimeException if it cannot be found out now; a replay then goes on with the last answer
     */
    List<String> live(String region, String service);
}
