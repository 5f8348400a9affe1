package io.blackroad.alert;

import java.time.Duration;
import java.util.List;

/**
 * When an alert fires.
 *
 * @param threshold in the unit of its condition
 * @param holdsFor how long the condition has to hold before it fires; zero fires at once
 * @param severity warning or critical
 * @param enabled false for an alert that is switched off
 */
public record AlertRule(Condition condition, long threshold, Duration holdsFor, String severity, boolean enabled) {

    /** The guide's numbers, and ours for what it does not have: alerts that have no row go by these. */
    public static final List<AlertRule> DEFAULTS = List.of(
            new AlertRule(Condition.AGENT_COUNT_LOW, 80, Duration.ofMinutes(5), "warning", true),
            new AlertRule(Condition.TASK_QUEUE_BACKLOG, 10_000, Duration.ofMinutes(10), "critical", true),
            new AlertRule(Condition.GPU_UTILIZATION_LOW, 30, Duration.ofMinutes(30), "warning", true),
            new AlertRule(Condition.PHASE_NEARLY_FULL, 80, Duration.ofMinutes(5), "warning", true),
            new AlertRule(Condition.PHASE_FULL_SOON, 72, Duration.ofHours(1), "warning", true));

    /** @throws IllegalArgumentException if the threshold or the time is negative */
    public AlertRule {
        if (threshold < 0 || holdsFor.isNegative()) {
            throw new IllegalArgumentException("threshold and time of alert " + condition.alert()
                    + " must not be negative: " + threshold + ", " + holdsFor.toSeconds() + " s");
        }
    }
}
