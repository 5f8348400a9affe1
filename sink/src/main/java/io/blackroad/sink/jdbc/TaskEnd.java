package io.blackroad.sink.jdbc;

import io.blackroad.schema.TaskChange;
import java.time.Instant;
import java.util.UUID;

/**
 * How a task ended.
 *
 * @param at event time
 * @param by the fact that says so; of two ends of one time the one with the lower id stands
 * @param outcome completed, failed or cancelled
 * @param reason why it failed or was cancelled; may be {@code null}
 * @param ranMicros from start to end, as the agent says
 */
record TaskEnd(Instant at, UUID by, TaskChange outcome, String reason, long ranMicros) {

    /** The one that stands: a task ends once, so a later end is a repeat or a mistake. */
    static TaskEnd first(TaskEnd one, TaskEnd other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        int order = one.at.compareTo(other.at);
        return (order == 0 ? compare(one.by, other.by) : order) <= 0 ? one : other;
    }

    /** As PostgreSQL compares; {@link UUID#compareTo} takes the halves for signed numbers. */
    private static int compare(UUID one, UUID other) {
        int high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return high == 0 ? Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits()) : high;
    }
}
