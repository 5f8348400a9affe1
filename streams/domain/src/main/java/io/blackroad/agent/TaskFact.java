package io.blackroad.agent;

/**
 * A fact about a task, as the rules see it.
 *
 * @param taskId the task
 * @param change what became of it
 * @param intake true when an intake says so, false when the agent itself does
 * @param epoch boot of the agent; means nothing from an intake
 * @param sequence place in the epoch; means nothing from an intake
 * @param occurredAtMicros when, bounded by the broker's append time
 */
public record TaskFact(
        String taskId, TaskChange change, boolean intake, long epoch, long sequence, long occurredAtMicros) {

    /** What became of a task. */
    public enum TaskChange {
        SUBMITTED(false),
        STARTED(false),
        COMPLETED(true),
        FAILED(true),
        CANCELLED(true);

        private final boolean end;

        TaskChange(boolean end) {
            this.end = end;
        }
    }

    /** True when the task is over with it. */
    public boolean ends() {
        return change.end;
    }
}
