package io.blackroad.alert;

import java.util.Optional;

/**
 * What an alert watches. The name is the alert's: the guide's three under the guide's names, and two that warn before a
 * fleet outgrows its phase.
 */
public enum Condition {
    /** Threshold: percent of the phase's agents. */
    AGENT_COUNT_LOW("AgentCountLow"),
    /** Threshold: tasks. */
    TASK_QUEUE_BACKLOG("TaskQueueBacklog"),
    /** Threshold: percent. */
    GPU_UTILIZATION_LOW("GPUUtilizationLow"),
    /** Threshold: percent of the phase's agents. */
    PHASE_NEARLY_FULL("PhaseNearlyFull"),
    /** Threshold: hours until the phase is full, if the fleet goes on growing as it did. */
    PHASE_FULL_SOON("PhaseFullSoon");

    private final String alert;

    Condition(String alert) {
        this.alert = alert;
    }

    /** Name of the alert. */
    public String alert() {
        return alert;
    }

    /** The condition of an alert; empty when there is no such alert. */
    public static Optional<Condition> of(String alert) {
        for (Condition condition : values()) {
            if (condition.alert.equals(alert)) {
                return Optional.of(condition);
            }
        }
        return Optional.empty();
    }
}
