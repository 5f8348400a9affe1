package io.blackroad.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

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
 * @param ended hashes of tasks that ended last and may be heard of again, oldest first: the memory that tells a repeat
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

    /**
     * As the agent's boot of this epoch finds it. An earlier boot that never said good-bye has lost what it worked on
     * and what it took by itself; what an intake gave it and it has not begun may still be done.
     */
    AgentState atBoot(long epoch) {
        long known = Math.max(lifecycle.epoch(), task.epoch());
        boolean another = known != Mark.NONE.epoch() && epoch > known;
        return another ? takenBack(open -> open.started() || !open.intake()) : this;
    }

    /** Some of its open tasks count as taken back. They are remembered, since word of their end may still be on its way. */
    AgentState takenBack(Predicate<OpenTask> lost) {
        List<OpenTask> kept = new ArrayList<>();
        List<Long> remembered = ended;
        for (OpenTask each : open) {
            if (lost.test(each)) {
                remembered = Tasks.remember(remembered, each.id());
            } else {
                kept.add(each);
            }
        }
        TaskCounts cancelled = new TaskCounts(0, 0, 0, 0, open.size() - kept.size());
        return withTasks(task, counts.plus(cancelled), kept, remembered);
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
