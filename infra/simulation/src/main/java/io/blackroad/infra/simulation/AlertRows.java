package io.blackroad.infra.simulation;

import io.blackroad.alert.AlertRule;
import io.blackroad.alert.Condition;
import java.time.Duration;
import java.util.List;

/**
 * The rows that alerts go by at a moment: their rules, and the phase that is active.
 *
 * @param phaseAgents agents that the phase is built for; 0 when none is active
 */
record AlertRows(List<AlertRule> rules, int phaseAgents) {
    private static final int[] PHASES = {20, 36, 0, 12};
    private static final int[] HOLDS_FOR_SECONDS = {4, 0, 9};

    /** Each version has times, thresholds and a phase of its own, and some an alert that is switched off. */
    static AlertRows of(long version) {
        return new AlertRows(
                List.of(
                        rule(Condition.AGENT_COUNT_LOW, 80, version, 5),
                        rule(Condition.TASK_QUEUE_BACKLOG, 1 + version % 4, version, 4),
                        rule(Condition.PHASE_NEARLY_FULL, 80, version, 7),
                        rule(Condition.PHASE_FULL_SOON, 30, version, 6)),
                PHASES[(int) (version % PHASES.length)]);
    }

    private static AlertRule rule(Condition condition, long threshold, long version, int offEvery) {
        Duration holdsFor =
                Duration.ofSeconds(HOLDS_FOR_SECONDS[(int) ((version + threshold) % HOLDS_FOR_SECONDS.length)]);
        return new AlertRule(condition, threshold, holdsFor, "warning", version % offEvery != 0);
    }
}
