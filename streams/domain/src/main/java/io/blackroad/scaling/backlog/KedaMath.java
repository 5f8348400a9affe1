package io.blackroad.scaling.backlog;

/**
 * What KEDA itself does beside the autoscaler that it makes: to zero or idle, and from there. Source:
 * https://github.com/kedacore/keda/blob/main/pkg/scaling/executor/scale_scaledobjects.go.
 */
public final class KedaMath {
    /** Never active yet. */
    public static final long NEVER = -1;

    private KedaMath() {}

    /**
     * A scaled object.
     *
     * @param idle replicas while not active; -1 when it has no idle mode
     * @param cooldownMicros it stays so long after it was last active
     */
    public record Scaled(int min, int idle, long cooldownMicros) {}

    /**
     * Replicas of the executor, or what runs when it leaves them to the autoscaler.
     *
     * @param active true when any trigger is above its activation
     * @param failed true when a trigger failed
     * @param fallback replicas to fall back to; -1 for none
     * @param lastActive when it was last active, microseconds; {@link #NEVER}
     */
    public static int executed(
            Scaled scaled, int current, boolean active, boolean failed, int fallback, long lastActive, long now) {
        boolean idles = scaled.idle() >= 0;
        if (active) {
            boolean wakes = current == 0 || (idles && current < scaled.min());
            return wakes ? Math.max(1, scaled.min()) : current;
        }
        if (failed) {
            return fallback > 0 ? fallback : current;
        }
        boolean sleeps = idles ? current > scaled.idle() : current > 0 && scaled.min() == 0;
        if (sleeps) {
            boolean cooled = lastActive == NEVER || lastActive + scaled.cooldownMicros() < now;
            return cooled ? Math.max(0, scaled.idle()) : current;
        }
        return !idles && current < scaled.min() ? scaled.min() : current;
    }
}
