package io.blackroad.scaling;

import java.util.List;

/**
 * How fast one direction may go: the {@code behavior} of Kubernetes' HorizontalPodAutoscaler.
 *
 * @param select which of the policies counts
 * @param stabilizationMicros how long an older, more careful wish holds
 * @param policies each allows so much in its period; empty for no limit
 */
public record Behavior(Select select, long stabilizationMicros, List<Policy> policies) {
    public static final Behavior FREE = new Behavior(Select.MAX, 0, List.of());

    public Behavior {
        policies = List.copyOf(policies);
    }

    /** Which policy counts. */
    public enum Select {
        /** The one that allows most. */
        MAX,
        /** The one that allows least. */
        MIN,
        /** None: this direction is switched off. */
        DISABLED
    }

    /**
     * So much in so long.
     *
     * @param percent true for percent of the replicas at the start of the period, false for replicas
     */
    public record Policy(boolean percent, int value, long periodMicros) {}

    /** The longest period of the policies, microseconds. */
    long longestPeriod() {
        long longest = 0;
        for (Policy policy : policies) {
            longest = Math.max(longest, policy.periodMicros());
        }
        return longest;
    }
}
