package io.blackroad.alert;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Whether a condition holds.
 *
 * @param truth nobody knows while the numbers are missing that it is made of
 * @param words the numbers' place in words; most verdicts change nothing, and nobody asks for their sentence
 */
record Verdict(Truth truth, String words, List<Object> numbers) {
    private static final int PERCENT = 100;

    /** What is known of a condition. */
    enum Truth {
        HOLDS,
        DOES_NOT,
        UNKNOWN
    }

    /** The numbers, in words. */
    String sentence() {
        return String.format(Locale.ROOT, words, numbers.toArray());
    }

    /** Judges in integers: 0.8 x 30,000 in floating point is not 24,000 everywhere. */
    static Verdict of(AlertRule rule, FleetMoment fleet, OptionalLong hoursUntilFull) {
        return switch (rule.condition()) {
            case AGENT_COUNT_LOW -> agentCountLow(rule.threshold(), fleet);
            case TASK_QUEUE_BACKLOG ->
                verdict(
                        fleet.queued() > rule.threshold(),
                        "%,d tasks wait, the threshold is %,d",
                        fleet.queued(),
                        rule.threshold());
            case GPU_UTILIZATION_LOW -> gpuUtilizationLow(rule.threshold(), fleet);
            case PHASE_NEARLY_FULL -> phaseNearlyFull(rule.threshold(), fleet);
            case PHASE_FULL_SOON -> phaseFullSoon(rule.threshold(), fleet, hoursUntilFull);
        };
    }

    private static Verdict agentCountLow(long percent, FleetMoment fleet) {
        if (fleet.phaseAgents() == 0) {
            return unknown("no phase is active");
        }
        return verdict(
                (long) fleet.agents() * PERCENT < fleet.phaseAgents() * percent,
                "%,d agents are alive, %d %% of the %,d of phase %s are %,d",
                fleet.agents(),
                percent,
                fleet.phaseAgents(),
                fleet.phase(),
                fleet.phaseAgents() * percent / PERCENT);
    }

    private static Verdict gpuUtilizationLow(long percent, FleetMoment fleet) {
        if (fleet.missing() > fleet.fresh()) {
            // As after a restart: those who spoke first need not be like the others.
            return unknown("most agents have no fresh sample");
        }
        if (fleet.gpuHeldMillis() == 0) {
            return verdict(false, "no agent holds a GPU");
        }
        return verdict(
                fleet.gpuUsedMillis() * PERCENT < fleet.gpuHeldMillis() * percent,
                "%.1f of %.1f GPUs that agents hold are used, %.1f %%; the threshold is %d %%",
                fleet.gpuUsedMillis() / 1e3,
                fleet.gpuHeldMillis() / 1e3,
                fleet.gpuUsedMillis() * 1e2 / fleet.gpuHeldMillis(),
                percent);
    }

    private static Verdict phaseNearlyFull(long percent, FleetMoment fleet) {
        if (fleet.phaseAgents() == 0) {
            return unknown("no phase is active");
        }
        return verdict(
                (long) fleet.agents() * PERCENT >= fleet.phaseAgents() * percent,
                "%,d agents are alive, phase %s is built for %,d; the threshold is %d %%",
                fleet.agents(),
                fleet.phase(),
                fleet.phaseAgents(),
                percent);
    }

    private static Verdict phaseFullSoon(long hours, FleetMoment fleet, OptionalLong hoursUntilFull) {
        if (fleet.phaseAgents() == 0) {
            return unknown("no phase is active");
        }
        if (hoursUntilFull.isEmpty()) {
            return verdict(false, "%,d agents are alive and do not grow in number", fleet.agents());
        }
        return verdict(
                hoursUntilFull.getAsLong() <= hours,
                "%,d agents are alive, and growing as in the last day they are the %,d of phase %s in %,d h; the threshold"
                        + " is %d h",
                fleet.agents(),
                fleet.phaseAgents(),
                fleet.phase(),
                hoursUntilFull.getAsLong(),
                hours);
    }

    private static Verdict verdict(boolean holds, String words, Object... numbers) {
        return new Verdict(holds ? Truth.HOLDS : Truth.DOES_NOT, words, List.of(numbers));
    }

    private static Verdict unknown(String why) {
        return new Verdict(Truth.UNKNOWN, why, List.of());
    }
}
