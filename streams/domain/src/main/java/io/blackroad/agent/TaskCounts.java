package io.blackroad.agent;

/**
 * Tasks counted since the beginning. Only ever rises, so that a lost partial sum is healed by the next.
 *
 * @param submitted handed to the agent
 * @param started begun
 * @param completed ended well
 * @param failed ended badly
 * @param cancelled taken back
 */
public record TaskCounts(long submitted, long started, long completed, long failed, long cancelled) {

    public static final TaskCounts ZERO = new TaskCounts(0, 0, 0, 0, 0);

    /** Both together. */
    public TaskCounts plus(TaskCounts other) {
        return new TaskCounts(
                submitted + other.submitted,
                started + other.started,
                completed + other.completed,
                failed + other.failed,
                cancelled + other.cancelled);
    }

    /** What came on top of {@code earlier}. */
    public TaskCounts minus(TaskCounts earlier) {
        return new TaskCounts(
                submitted - earlier.submitted,
                started - earlier.started,
                completed - earlier.completed,
                failed - earlier.failed,
                cancelled - earlier.cancelled);
    }
}
