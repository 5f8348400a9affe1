package io.blackroad.scaling;

import io.blackroad.agent.TaskCounts;
import io.blackroad.load.AgentSums;
import io.blackroad.load.LoadSample;
import io.blackroad.scaling.ScaleRule.Metric;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Rules, samples and states of the tests; each one is the guide's worker rule unless said otherwise. */
final class Given {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final long REQUESTED = 1_000_000;

    private Given() {}

    static ScaleRule worker() {
        return rule(10, 100, 80, 40);
    }

    static ScaleRule rule(int min, int max, int upAbove, int downBelow) {
        return new ScaleRule(
                "worker",
                1,
                min,
                max,
                Metric.CPU,
                upAbove,
                downBelow,
                Duration.ofSeconds(600),
                false,
                false,
                Duration.ofSeconds(60),
                Duration.ofSeconds(120));
    }

    static ScaleRule withVersion(ScaleRule rule, long version) {
        return new ScaleRule(
                rule.id(),
                version,
                rule.min(),
                rule.max(),
                rule.metric(),
                rule.upAbovePercent(),
                rule.downBelowPercent(),
                rule.cooldown(),
                rule.pauseUp(),
                rule.pauseDown(),
                rule.confirm(),
                rule.validity());
    }

    static ScaleRule withCooldown(ScaleRule rule, Duration cooldown) {
        return new ScaleRule(
                rule.id(),
                rule.version(),
                rule.min(),
                rule.max(),
                rule.metric(),
                rule.upAbovePercent(),
                rule.downBelowPercent(),
                cooldown,
                rule.pauseUp(),
                rule.pauseDown(),
                rule.confirm(),
                rule.validity());
    }

    static ScaleRule paused(ScaleRule rule, boolean up, boolean down) {
        return new ScaleRule(
                rule.id(),
                rule.version(),
                rule.min(),
                rule.max(),
                rule.metric(),
                rule.upAbovePercent(),
                rule.downBelowPercent(),
                rule.cooldown(),
                up,
                down,
                rule.confirm(),
                rule.validity());
    }

    static ScaleRule of(ScaleRule rule, Metric metric) {
        return new ScaleRule(
                rule.id(),
                rule.version(),
                rule.min(),
                rule.max(),
                metric,
                rule.upAbovePercent(),
                rule.downBelowPercent(),
                rule.cooldown(),
                rule.pauseUp(),
                rule.pauseDown(),
                rule.confirm(),
                rule.validity());
    }

    /** Every agent has a fresh sample; {@code used} of {@link #REQUESTED} millis. */
    static LoadSample using(long used) {
        return cpu(20, 0, used, REQUESTED, 0);
    }

    /** So many percent of what was requested. */
    static LoadSample percent(int percent) {
        return using(REQUESTED / 100 * percent);
    }

    static LoadSample cpu(int fresh, int missing, long used, long requested, long missingRequested) {
        return sample(new AgentSums(
                fresh + missing, 0, 0, 0, fresh, missing, used, requested, missingRequested, 0, 0, 0, 0, 0, 0, 0, 0));
    }

    static LoadSample memory(long usedBytes, long requestedBytes, long missingBytes) {
        return sample(
                new AgentSums(20, 0, 0, 0, 20, 0, 0, 0, 0, usedBytes, requestedBytes, missingBytes, 0, 0, 0, 0, 0));
    }

    static LoadSample sample(AgentSums sums) {
        return new LoadSample(1, 1, sums, TaskCounts.ZERO, 0, 0, 0, 0, List.of());
    }

    /** A target that runs so many replicas and was never scaled. */
    static TargetState running(int replicas) {
        return new TargetState(0, 0, replicas, null, null, 0, Direction.HOLD, null, "", Instant.EPOCH);
    }

    /** A target whose last change was decided then and answered. */
    static TargetState changed(int replicas, Instant at) {
        return new TargetState(7, 7, replicas, at, null, 0, Direction.HOLD, null, "", Instant.EPOCH);
    }

    /** A target whose last change was decided then and waits for its answer. */
    static TargetState pending(int replicas, Direction direction, Instant since) {
        return new TargetState(7, 6, replicas, since, null, 7, direction, since, "", Instant.EPOCH);
    }
}
