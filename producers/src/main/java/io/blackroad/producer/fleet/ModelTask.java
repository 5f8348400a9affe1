package io.blackroad.producer.fleet;

import io.blackroad.producer.sdk.Task;

/** A request on its way through the fleet. A task that moves to another agent goes on there under a new id. */
final class ModelTask {
    private static final int LONGEST_ORIGIN = 180;

    private final Task task;
    private final String origin;
    private final int attempt;
    private final long arrivedAt;
    private long submittedAt;
    private long startedAt;

    private ModelTask(Task task, String origin, int attempt, long arrivedAt) {
        this.task = task;
        this.origin = origin;
        this.attempt = attempt;
        this.arrivedAt = arrivedAt;
        this.submittedAt = arrivedAt;
    }

    static ModelTask arrived(Task task, long now) {
        return new ModelTask(task, shortened(task.id()), 1, now);
    }

    /** The same work for another agent. */
    ModelTask again() {
        String id = origin + "~" + (attempt + 1);
        Task next = new Task(id, task.region(), task.inputTokens(), task.outputTokens(), task.serviceMicros());
        return new ModelTask(next, origin, attempt + 1, arrivedAt);
    }

    /** Leaves room for the number of the attempt in the longest ids. */
    private static String shortened(String id) {
        return id.length() <= LONGEST_ORIGIN
                ? id
                : id.substring(0, LONGEST_ORIGIN - 9) + "#" + Integer.toHexString(id.hashCode());
    }

    Task task() {
        return task;
    }

    /** When the request came to the fleet, whatever agents it went to. */
    long arrivedAt() {
        return arrivedAt;
    }

    void submitted(long now) {
        submittedAt = now;
    }

    void started(long now) {
        startedAt = now;
    }

    long waitedMicros() {
        return startedAt - submittedAt;
    }

    long ranMicros(long now) {
        return now - startedAt;
    }
}
