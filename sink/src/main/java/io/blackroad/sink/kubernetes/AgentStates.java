package io.blackroad.sink.kubernetes;

import io.blackroad.sink.controller.TargetId;
import java.util.Map;

/** Knows what agents do, by the pod that they run in. */
interface AgentStates {

    /** Nobody can be asked. */
    AgentStates UNKNOWN = target -> Map.of();

    /**
     * Activity by pod name.
     *
     * @throws RuntimeException if it cannot be said now
     */
    Map<String, AgentActivity> byPod(TargetId target);
}
