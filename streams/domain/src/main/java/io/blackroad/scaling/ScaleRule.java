package io.blackroad.scaling;

import java.time.Duration;

/**
 * How one target scales.
 *
 * @param id the rule's row
 * @param version rises with each change of the row
 * @param min fewest replicas
 * @param max most replicas
 * @param metric what is compared
 * @param upAbovePercent scale up above this utilisation
 * @param downBelowPercent scale down below this utilisation
 * @param cooldown no change within this event time after the last one
 * @param pauseUp holds every scale-up
 * @param pauseDown holds every scale-down
 * @param confirm how long a decision may stay unanswered before its direction is decided again
 * @param validity how long after its tick a decision may be applied
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
        Duration validity) {

    /** What utilisation is taken of. */
    public enum Metric {
        CPU,
        MEMORY
    }

    /** True when an operator holds this direction. */
    boolean paused(Direction direction) {
        return direction == Direction.UP ? pauseUp : pauseDown;
    }
}
