package io.blackroad.scaling;

import java.time.Duration;
import java.util.List;

/**
 * How one target scales.
 *
 * @param id the rule's row
 * @param version rises with each change of the row
 * @param min fewest replicas
 * @param max most replicas
 * @param metric what a guide rule compares
 * @param upAbovePercent a guide rule scales up above this utilisation
 * @param downBelowPercent a guide rule scales down below this utilisation
 * @param cooldown a guide rule changes nothing within this event time after the last change
 * @param pauseUp holds every scale-up
 * @param pauseDown holds every scale-down
 * @param confirm how long a decision may stay unanswered before its direction is decided again
 * @param validity how long after its tick a decision may be applied
 * @param parts the kinds that propose; empty for a plain guide rule, which is the band, the bounds and the cooldown above
 * @param combination how their proposals become one
 * @param limits what stands around the parts
 */
public record ScaleRule(
        String id,
        long version,
        int min,
        int max,
        Metric metric,
        int upAbovePercent,
        int downBelowPercent,
        Duration cooldown,
        boolean pauseUp,
        boolean pauseDown,
        Duration confirm,
        Duration validity,
        List<Part<?>> parts,
        Combination combination,
        LimitSettings limits) {

    public ScaleRule {
        parts = List.copyOf(parts);
    }

    /** A plain guide rule. */
    public ScaleRule(
            String id,
            long version,
            int min,
            int max,
            Metric metric,
            int upAbovePercent,
            int downBelowPercent,
            Duration cooldown,
            boolean pauseUp,
            boolean pauseDown,
            Duration confirm,
            Duration validity) {
        this(
                id,
                version,
                min,
                max,
                metric,
                upAbovePercent,
                downBelowPercent,
                cooldown,
                pauseUp,
                pauseDown,
                confirm,
                validity,
                List.of(),
                Combination.MAXIMUM,
                LimitSettings.NONE);
    }

    /** What utilisation is taken of. */
    public enum Metric {
        CPU,
        MEMORY
    }

    /** True when an operator holds this direction. */
    boolean paused(Direction direction) {
        return direction == Direction.UP ? pauseUp : pauseDown;
    }

    boolean isPlainGuide() {
        return parts.isEmpty();
    }
}
