package io.blackroad.sink.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Arrays;

/**
 * What is known of a task. Merging is commutative, associative and idempotent, but for {@link #firstHeardAt}: facts of a
 * task may come in any order, from several partitions, and more than once, and always give the same row. {@link TaskTable}
 * says the same in SQL for rows that are in the database already.
 *
 * @param firstHeardAt event time of the first fact that was read, which places the row
 * @param agentId the agent of the furthest state, and in that of the earliest fact
 * @param region empty means the agent's
 * @param submittedAt {@code null} until that is known, as are the next two
 * @param serviceMicros work in it, microseconds of one agent
 * @param waitedMicros from submission to start
 */
record TaskRow(
        String taskId,
        Instant firstHeardAt,
        String agentId,
        String region,
        Instant submittedAt,
        Instant startedAt,
        TaskEnd end,
        int inputTokens,
        int outputTokens,
        long serviceMicros,
        long waitedMicros) {

    /** Both together; {@code other} came later. */
    TaskRow merge(TaskRow other) {
        return new TaskRow(
                taskId,
                firstHeardAt,
                speaksFor(other) ? agentId : other.agentId,
                compare(region, other.region) >= 0 ? region : other.region,
                earlier(submittedAt, other.submittedAt),
                earlier(startedAt, other.startedAt),
                TaskEnd.first(end, other.end),
                Math.max(inputTokens, other.inputTokens),
                Math.max(outputTokens, other.outputTokens),
                Math.max(serviceMicros, other.serviceMicros),
                Math.max(waitedMicros, other.waitedMicros));
    }

    Instant endedAt() {
        return end == null ? null : end.at();
    }

    private boolean speaksFor(TaskRow other) {
        if (rank() != other.rank()) {
            return rank() > other.rank();
        }
        int order = reachedAt().compareTo(other.reachedAt());
        return order == 0 ? compare(agentId, other.agentId) <= 0 : order < 0;
    }

    private int rank() {
        if (end != null) {
            return 2;
        }
        return startedAt == null ? 0 : 1;
    }

    private Instant reachedAt() {
        if (end != null) {
            return end.at();
        }
        return startedAt == null ? submittedAt : startedAt;
    }

    private static Instant earlier(Instant one, Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isAfter(other) ? other : one;
    }

    /** As PostgreSQL's collation C: by the bytes. */
    private static int compare(String one, String other) {
        return Arrays.compareUnsigned(one.getBytes(UTF_8), other.getBytes(UTF_8));
    }
}
