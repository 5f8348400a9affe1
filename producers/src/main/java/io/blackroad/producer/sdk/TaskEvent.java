package io.blackroad.producer.sdk;

import io.blackroad.schema.TaskChange;
import java.util.Objects;

/**
 * What became of a task, as an agent tells it.
 *
 * @param task the work
 * @param change the state that it entered
 * @param waitedMicros time from submission to start, microseconds; 0 before the start
 * @param ranMicros time from start to end, microseconds; 0 before the end
 * @param reason why it failed or was cancelled, else null
 */
public record TaskEvent(Task task, TaskChange change, long waitedMicros, long ranMicros, String reason) {
    public TaskEvent {
        Objects.requireNonNull(task, "task");
        Objects.requireNonNull(change, "change");
    }
}
