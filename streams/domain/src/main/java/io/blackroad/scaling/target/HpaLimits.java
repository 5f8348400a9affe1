package io.blackroad.scaling.target;

import java.util.HashMap;
import java.util.Map;

/**
 * Defaults of the limits for rules of Kubernetes' kind. Source of the numbers:
 * https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#default-behavior.
 */
public final class HpaLimits {
    private static final Map<String, String> BEHAVIOR = Map.of(
            "limits.upStabilizationSeconds", "0",
            "limits.upPolicies", "100%/15,4/15",
            "limits.downStabilizationSeconds", "300",
            "limits.downPolicies", "100%/15",
            "limits.cooldownUpSeconds", "0",
            "limits.cooldownDownSeconds", "0");

    /** To the letter: the sync period of 15 s, percents in floating point, none of our guards. */
    public static final Map<String, String> LETTER = with(Map.of(
            "limits.periodSeconds", "15",
            "limits.percents", "floating",
            "limits.oscillation", "false",
            "limits.futileChanges", "0",
            "limits.deadSourceSeconds", "0",
            "limits.missingPercent", "100",
            "limits.watchSeconds", "0"));

    /** The same windows and policies, at each tick, in whole numbers, with the guards. */
    public static final Map<String, String> SAFE = with(Map.of());

    private HpaLimits() {}

    private static Map<String, String> with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(BEHAVIOR);
        all.putAll(more);
        return Map.copyOf(all);
    }
}
