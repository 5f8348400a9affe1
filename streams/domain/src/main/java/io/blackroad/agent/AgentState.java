package io.blackroad.agent;

import java.util.List;

/**
 * What must never be lost of one agent. Its newest metric sample is not here: that is relearnt within one report.
 *
 * @param description what it last said of itself
 * @param status state of its life
 * @param lifecycle newest lifecycle fact
 * @param task newest task fact of its own
 * @param gpu newest GPU fact
 * @param changedAtMicros when its life last changed, event time
 * @param counts its tasks so far
 * @param open its tasks that have not ended, oldest first
 * @param ended hashes of the intake's tasks that ended last, oldest first: the memory that tells a repeated submission
 */
public record AgentState(
        AgentDescription description,
        AgentStatus status,
        Mark lifecycle,
        Mark task,
        Mark gpu,
        long changedAtMicros,
        TaskCounts counts,
        List<OpenTask> open,
        List<Long> ended) {

    /** Before the first fact. */
    public static final AgentState NEW = new AgentState(
            AgentDescription.UNKNOWN,
            AgentStatus.REGISTERED,
            Mark.NONE,
            Mark.NONE,
            Mark.NONE,
            0,
            TaskCounts.ZERO,
            List.of(),
            List.of());

    public AgentState {
        open = List.copyOf(open);
        ended = List.copyOf(ended);
    }

    /** Tasks submitted and not started. */
    public int queued() {
        int queued = 0;
        for (OpenTask task : open) {
            queued += task.started() ? 0 : 1;
        }
        return queued;
    }

    /** Tasks started and not ended. */
    public int inFlight() {
        return open.size() - queued();
    }

    AgentState withTasks(Mark newTask, TaskCounts newCounts, List<OpenTask> newOpen, List<Long> newEnded) {
        return new AgentState(
                description, status, lifecycle, newTask, gpu, changedAtMicros, newCounts, newOpen, newEnded);
    }

    /** The same with a newer GPU fact seen. */
    public AgentState withGpu(Mark newGpu) {
        return new AgentState(description, status, lifecycle, task, newGpu, changedAtMicros, counts, open, ended);
    }
}
