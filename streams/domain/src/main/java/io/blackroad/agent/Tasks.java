package io.blackroad.agent;

import io.blackroad.agent.TaskFact.TaskChange;
import io.blackroad.decision.Outcome;
import io.blackroad.decision.RecordRoom;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * How task facts change an agent. An agent's own facts are told from repeats by (epoch, sequence); an intake has no
 * place in that order, so its facts are told by the task: a task that is open or ended lately is not submitted again.
 */
public final class Tasks {

    /** Ended tasks remembered per agent; repeats further back than this are stopped by the grace alone. */
    static final int ENDED_LIMIT = 128;

    private Tasks() {}

    /**
     * Folds one fact in. A start or end of a task that nobody submitted counts as its submission too, so that
     * arrivals are complete whoever reports them; an intake may still tell of it later.
     *
     * @param state the agent so far
     * @param fact what happened
     * @param lateBeforeMicros facts that occurred before this are late
     */
    public static Outcome<AgentState, Verdict> apply(AgentState state, TaskFact fact, long lateBeforeMicros) {
        if (!fact.intake() && !state.task().admits(fact.epoch(), fact.sequence())) {
            return Outcome.of(state, Verdict.DUPLICATE);
        }
        AgentState booted = fact.intake() ? state : state.atBoot(fact.epoch());
        OpenTask known = find(booted.open(), fact.taskId());
        if (repeated(booted, fact, known)) {
            return Outcome.of(state, Verdict.DUPLICATE);
        }
        if (fact.occurredAtMicros() < lateBeforeMicros) {
            return Outcome.of(state, Verdict.LATE);
        }
        Mark mark = fact.intake() ? state.task() : new Mark(fact.epoch(), fact.sequence());
        boolean submission = fact.change() == TaskChange.SUBMITTED;
        boolean intake = fact.intake() || (known == null ? !submission : known.intake());
        List<OpenTask> open = new ArrayList<>(booted.open());
        open.remove(known);
        List<Long> ended = booted.ended();
        if (!fact.ends()) {
            open.add(new OpenTask(fact.taskId(), fact.change() == TaskChange.STARTED, intake));
        } else if (intake) {
            ended = remember(ended, fact.taskId());
        }
        TaskCounts counts = booted.counts().plus(counted(fact.change(), known));
        return Outcome.of(booted.withTasks(mark, counts, open, ended), Verdict.APPLIED);
    }

    /** False when they are more than fit into one record, in which they are stored with their agent. */
    public static boolean fit(List<OpenTask> open) {
        RecordRoom room = new RecordRoom();
        return open.stream().allMatch(task -> room.take(1, task.id()));
    }

    private static boolean repeated(AgentState state, TaskFact fact, OpenTask known) {
        if (known == null) {
            return state.ended().contains(hash(fact.taskId()));
        }
        return fact.change() == TaskChange.SUBMITTED || fact.change() == TaskChange.STARTED && known.started();
    }

    private static TaskCounts counted(TaskChange change, OpenTask known) {
        long submission = known == null ? 1 : 0;
        long start = known == null || !known.started() ? 1 : 0;
        return switch (change) {
            case SUBMITTED -> new TaskCounts(submission, 0, 0, 0, 0);
            case STARTED -> new TaskCounts(submission, start, 0, 0, 0);
            case COMPLETED -> new TaskCounts(submission, start, 1, 0, 0);
            case FAILED -> new TaskCounts(submission, start, 0, 1, 0);
            case CANCELLED -> new TaskCounts(submission, 0, 0, 0, 1);
        };
    }

    private static OpenTask find(List<OpenTask> open, String id) {
        for (OpenTask task : open) {
            if (task.id().equals(id)) {
                return task;
            }
        }
        return null;
    }

    static List<Long> remember(List<Long> ended, String task) {
        List<Long> memory = new ArrayList<>(ended);
        memory.add(hash(task));
        return memory.size() > ENDED_LIMIT ? memory.subList(1, memory.size()) : memory;
    }

    /** FNV-1a, 64 bits: http://www.isthe.com/chongo/tech/comp/fnv/ */
    static long hash(String id) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : id.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        return hash;
    }
}
