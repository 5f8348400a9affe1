package io.blackroad.streams.stored;

import io.blackroad.agent.TaskCounts;

/** Task counts between store and domain. */
public final class CountsWire {
    private CountsWire() {}

    /** As they are stored. */
    public static StoredCounts stored(TaskCounts counts) {
        return new StoredCounts(
                counts.submitted(), counts.started(), counts.completed(), counts.failed(), counts.cancelled());
    }

    /** From what is stored. */
    public static TaskCounts counts(StoredCounts stored) {
        return new TaskCounts(
                stored.getSubmitted(),
                stored.getStarted(),
                stored.getCompleted(),
                stored.getFailed(),
                stored.getCancelled());
    }
}
