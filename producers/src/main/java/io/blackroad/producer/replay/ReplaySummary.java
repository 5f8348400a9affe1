package io.blackroad.producer.replay;

import java.time.Duration;
import java.util.Map;

/**
 * What came of a replay.
 *
 * @param read requests read from the trace
 * @param submitted those that the broker has as submitted tasks
 * @param failed the others
 * @param failures why those failed, with how many each
 * @param traceTime time that the trace covers, up to its last request
 * @param duration time that the replay took
 */
public record ReplaySummary(
        long read, long submitted, long failed, Map<String, Long> failures, Duration traceTime, Duration duration) {
    public ReplaySummary {
        failures = Map.copyOf(failures);
    }
}
