package io.blackroad.scaling;

import io.blackroad.load.LoadSample;
import java.time.Instant;

/**
 * What a rule kind sees of one tick.
 *
 * @param sample the load of the tick
 * @param tickMicros length of the tick, microseconds
 * @param replicas replicas that the target was told to run, as its controller last reported; at least 0
 * @param ready of them ready, as last reported; -1 when never
 * @param min fewest replicas of the rule
 * @param max most replicas of the rule
 * @param now end of the tick, event time
 * @param due false between the evaluations of a rule with a period: take the sample in, what is said is not used
 */
public record Moment(
        LoadSample sample, long tickMicros, int replicas, int ready, int min, int max, Instant now, boolean due) {

    /** Microseconds since 1970 of {@link #now}. */
    public long micros() {
        return Micros.of(now);
    }

    /** Replicas that can work: those ready, or all when nobody said. */
    public int working() {
        return ready < 0 ? replicas : Math.min(ready, replicas);
    }
}
