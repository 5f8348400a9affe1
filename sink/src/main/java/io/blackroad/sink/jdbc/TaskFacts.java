package io.blackroad.sink.jdbc;

import io.blackroad.schema.TaskChanged;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** What one fact says of its task. */
final class TaskFacts {
    /** A clock that is further back is wrong, and its facts would make partitions for months that nobody asks for. */
    static final Duration OLDEST = Duration.ofDays(366);

    private TaskFacts() {}

    /** @throws RefusedFactException if it makes no sense */
    static TaskRow row(Fact<TaskChanged> fact) {
        TaskChanged task = fact.value();
        check(task);
        Instant at = occurredAt(fact);
        TaskEnd end = null;
        Instant submitted = null;
        Instant started = null;
        switch (task.getChange()) {
            case SUBMITTED -> submitted = at;
            case STARTED -> started = at;
            case COMPLETED, FAILED, CANCELLED ->
                end = new TaskEnd(at, id(task), task.getChange(), task.getReason(), task.getRanMicros());
            case UNKNOWN ->
                throw new RefusedFactException(
                        "this version does not know the task change; upgrade it, then replay this dead letter");
        }
        return new TaskRow(
                task.getTaskId(),
                at,
                task.getAgentId(),
                task.getRegion(),
                submitted,
                started,
                end,
                task.getInputTokens(),
                task.getOutputTokens(),
                task.getServiceMicros(),
                task.getWaitedMicros());
    }

    /** What merging would hide, so that a fact is refused alone or in company. */
    private static void check(TaskChanged task) {
        if (task.getTaskId().isEmpty()) {
            throw new RefusedFactException("taskId is empty; a task needs an identity");
        }
        if (task.getInputTokens() < 0
                || task.getOutputTokens() < 0
                || task.getServiceMicros() < 0
                || task.getWaitedMicros() < 0
                || task.getRanMicros() < 0) {
            throw new RefusedFactException("tokens and times are 0 or more, here inputTokens " + task.getInputTokens()
                    + ", outputTokens " + task.getOutputTokens() + ", serviceMicros " + task.getServiceMicros()
                    + ", waitedMicros " + task.getWaitedMicros() + ", ranMicros " + task.getRanMicros());
        }
    }

    /** The broker's clock bounds the agent's. */
    private static Instant occurredAt(Fact<TaskChanged> fact) {
        Instant said = fact.value().getOccurredAt();
        Instant appended = fact.appendedAt();
        if (said.isBefore(appended.minus(OLDEST))) {
            throw new RefusedFactException("occurredAt " + said + " is more than a year before it was appended, "
                    + appended + "; set the agent's clock");
        }
        return said.isAfter(appended) ? appended : said;
    }

    private static UUID id(TaskChanged task) {
        ByteBuffer bytes = ByteBuffer.wrap(task.getEventId().bytes());
        return new UUID(bytes.getLong(), bytes.getLong());
    }
}
