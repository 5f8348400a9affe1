package io.blackroad.scaling.backlog;

import java.util.ArrayList;
import java.util.List;

/**
 * What is done when a metric fails for long: the five behaviours of KEDA,
 * https://keda.sh/docs/latest/reference/scaledobject-spec/#fallback.
 */
public enum Fallback {
    /** Nothing: it holds. */
    NONE("none"),
    /** The fallback's replicas. */
    STATIC("static"),
    /** What runs. */
    CURRENT("currentReplicas"),
    /** What runs when it is more than the fallback's replicas, else those. */
    CURRENT_IF_HIGHER("currentReplicasIfHigher"),
    /** What runs when it is fewer than the fallback's replicas, else those. */
    CURRENT_IF_LOWER("currentReplicasIfLower"),
    /** The formula decides with what failed as unknown; the fallback's replicas when it cannot tell either. */
    FORMULA("scalingModifiers");

    private final String label;

    Fallback(String label) {
        this.label = label;
    }

    /** As rules write it. */
    public String label() {
        return label;
    }

    static List<String> labels() {
        List<String> labels = new ArrayList<>();
        for (Fallback fallback : values()) {
            labels.add(fallback.label);
        }
        return labels;
    }

    /** The behaviour of a label. */
    public static Fallback of(String label) {
        for (Fallback fallback : values()) {
            if (fallback.label.equals(label)) {
                return fallback;
            }
        }
        throw new IllegalArgumentException("there is no fallback " + label);
    }

    /** Replicas when the metric fails and so many run. */
    public int replicas(int current, int fallback) {
        return switch (this) {
            case NONE, CURRENT -> current;
            case STATIC, FORMULA -> fallback;
            case CURRENT_IF_HIGHER -> Math.max(current, fallback);
            case CURRENT_IF_LOWER -> Math.min(current, fallback);
        };
    }
}
