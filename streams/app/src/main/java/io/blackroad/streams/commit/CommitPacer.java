package io.blackroad.streams.commit;

import java.time.Duration;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * Commits soon after a tick, and once for all partitions that reach it together. A commit of one task commits every task
 * of its stream thread and costs the broker a marker in each partition written, so partitions that commit one by one
 * would cost many times as much. While facts of the past are read, nobody waits, and commits are farther apart, until
 * no more ticks come; never less than the last one took, so that slow brokers leave time to read.
 */
public final class CommitPacer {

    /** Partitions reach a tick within some milliseconds of each other: producers' lingering and a fetch. */
    private static final long SETTLE_MILLIS = 15;

    private static final long CATCH_UP_MILLIS = 1_000;

    /** Facts of the past end a tick every few milliseconds. When none ended for this long, they are through. */
    private static final long QUIET_MILLIS = 40;

    /** What is older than this when it is processed is of the past. */
    private static final long PAST_MILLIS = 2_000;

    private static final Duration LOOK = Duration.ofMillis(10);
    private static final long NEVER = Long.MAX_VALUE;

    /** When the running thread is to commit, and when it did. A task stays with its thread while its processors live. */
    private static final class Commits {
        private long due = NEVER;
        private long requested;
        private long ended;
        private long took;
        /** Who asked for the one that goes on, and when. */
        private CommitPacer asker;

        private long asked;
    }

    private static final ThreadLocal<Commits> COMMITS = ThreadLocal.withInitial(Commits::new);

    private final ProcessorContext<?, ?> context;

    /** For one processor; to be made in its {@code init}. */
    public CommitPacer(ProcessorContext<?, ?> context) {
        this.context = context;
        context.schedule(LOOK, PunctuationType.WALL_CLOCK_TIME, this::look);
    }

    /** Asks for a commit of a result that belongs to a time, milliseconds since 1970. */
    public void request(long resultMillis) {
        long now = context.currentSystemTimeMs();
        Commits commits = COMMITS.get();
        long settled = now + SETTLE_MILLIS;
        boolean past = isPast(resultMillis);
        long rested = commits.ended + Math.max(CATCH_UP_MILLIS, commits.took);
        commits.due = Math.min(commits.due, past ? Math.max(settled, rested) : settled);
        commits.requested = now;
    }

    /** True when a time, milliseconds since 1970, is so long ago that nobody waits for what belongs to it. */
    public boolean isPast(long millis) {
        return context.currentSystemTimeMs() - millis > PAST_MILLIS;
    }

    private void look(long now) {
        Commits commits = COMMITS.get();
        if (commits.asker == this) {
            // Looks come before the commit of their round, so it is done when the same one looks again.
            commits.asker = null;
            commits.ended = now;
            commits.took = now - commits.asked;
        }
        // Where a commit takes seconds, one for each tick would be slower than the ticks. A clock set back waits for
        // nothing.
        boolean rested = Math.abs(now - commits.ended) >= commits.took;
        boolean quiet = commits.due != NEVER && now - commits.requested >= QUIET_MILLIS;
        if (quiet && rested || now >= commits.due) {
            commits.due = NEVER;
            commits.asker = this;
            commits.asked = now;
            context.commit();
        }
    }
}
