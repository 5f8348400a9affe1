package io.blackroad.infra.bench.workload;

import io.blackroad.schema.TaskChange;
import java.util.ArrayDeque;
import java.util.Deque;

/** Tasks on their way: each is submitted, started a while later and completed after another while; agents take turns. */
final class TaskFlow {

    /** Tasks that wait, and tasks that run, once the flow is steady; of the 1,000 a second of 30,000 agents. */
    private static final int WAITING = 2_000;

    private static final int RUNNING = 5_000;

    private final int agents;
    private final int waiting;
    private final int running;
    private final Deque<Long> submittedTasks = new ArrayDeque<>();
    private final Deque<Long> startedTasks = new ArrayDeque<>();
    private final int[] sequence;
    private long turn;
    private long submitted;
    private long completed;

    /**
     * One fact of a task.
     *
     * @param agent whose task
     * @param task number of the task
     * @param change what became of it
     * @param sequence place in the agent's task facts
     */
    record Step(int agent, long task, TaskChange change, int sequence) {}

    TaskFlow(int agents) {
        this.agents = agents;
        this.waiting = Math.max(1, (int) ((long) WAITING * agents / 30_000));
        this.running = Math.max(1, (int) ((long) RUNNING * agents / 30_000));
        this.sequence = new int[agents];
    }

    Step next() {
        long phase = turn++ % 3;
        if (phase == 2 && startedTasks.size() > running) {
            completed++;
            return step(startedTasks.removeFirst(), TaskChange.COMPLETED);
        }
        if (phase >= 1 && submittedTasks.size() > waiting) {
            long task = submittedTasks.removeFirst();
            startedTasks.addLast(task);
            return step(task, TaskChange.STARTED);
        }
        long task = submitted++;
        submittedTasks.addLast(task);
        return step(task, TaskChange.SUBMITTED);
    }

    long submitted() {
        return submitted;
    }

    long completed() {
        return completed;
    }

    long open() {
        return submittedTasks.size() + startedTasks.size();
    }

    private Step step(long task, TaskChange change) {
        int agent = (int) (task % agents);
        return new Step(agent, task, change, ++sequence[agent]);
    }
}
