package io.blackroad.producer.sdk;

import io.blackroad.schema.TaskChange;

/** A task at an agent, from submission to its one end. Fills in how long it waited and ran. Safe for many threads. */
public final class TaskHandle {
    private final Agent agent;
    private final long submittedMicros;
    private Task task;
    private TaskChange state = TaskChange.SUBMITTED;
    private long startedMicros;
    private long waitedMicros;

    TaskHandle(Agent agent, Task task, long submittedMicros) {
        this.agent = agent;
        this.task = task;
        this.submittedMicros = submittedMicros;
    }

    /** The work. */
    public synchronized Task task() {
        return task;
    }

    /** The state that it entered last. */
    public synchronized TaskChange state() {
        return state;
    }

    /**
     * Work on it begins.
     *
     * @throws IllegalStateException if it began or ended before
     */
    public synchronized void start() {
        if (state != TaskChange.SUBMITTED) {
            throw new IllegalStateException("task " + task.id() + " is " + state + ", it cannot start");
        }
        startedMicros = agent.nowMicros();
        waitedMicros = Math.max(0, startedMicros - submittedMicros);
        agent.tell(new TaskEvent(task, TaskChange.STARTED, waitedMicros, 0, null));
        state = TaskChange.STARTED;
    }

    /**
     * It is done.
     *
     * @throws IllegalStateException if it has not begun or has ended
     */
    public synchronized void complete() {
        requireStarted("complete");
        end(TaskChange.COMPLETED, null);
    }

    /** It is done, and the answer had {@code outputTokens} tokens. */
    public synchronized void complete(int outputTokens) {
        requireStarted("complete");
        task = new Task(task.id(), task.region(), task.inputTokens(), outputTokens, task.serviceMicros());
        end(TaskChange.COMPLETED, null);
    }

    /**
     * It went wrong.
     *
     * @param reason why, for people
     * @throws IllegalStateException if it has not begun or has ended
     */
    public synchronized void fail(String reason) {
        requireStarted("fail");
        end(TaskChange.FAILED, reason);
    }

    /**
     * It will not be done, begun or not.
     *
     * @param reason why, for people
     * @throws IllegalStateException if it has ended
     */
    public synchronized void cancel(String reason) {
        if (state != TaskChange.SUBMITTED && state != TaskChange.STARTED) {
            throw new IllegalStateException("task " + task.id() + " is " + state + ", it cannot be cancelled");
        }
        end(TaskChange.CANCELLED, reason);
    }

    private void requireStarted(String what) {
        if (state != TaskChange.STARTED) {
            throw new IllegalStateException("task " + task.id() + " is " + state + ", it cannot " + what);
        }
    }

    private void end(TaskChange how, String reason) {
        long ranMicros = state == TaskChange.STARTED ? Math.max(0, agent.nowMicros() - startedMicros) : 0;
        agent.tell(new TaskEvent(task, how, waitedMicros, ranMicros, reason));
        state = how;
    }
}
