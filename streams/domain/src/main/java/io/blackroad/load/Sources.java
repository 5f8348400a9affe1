package io.blackroad.load;

import java.util.function.IntPredicate;

/**
 * What is known of the source partitions beside what they send. It comes from outside, since silence is a matter of the wall
 * clock, and what lies in the log one of the brokers.
 *
 * @param speaks true for a partition that was not silent lately: a tick waits for it
 * @param unread true for one with facts that nobody has read yet. A tick waits for it while nothing at all is known of it, and
 *     it loses no agent however old the news of it is
 * @param behind true for one that was not yet read to where it ended when the stage started. Every tick waits for it, however
 *     silent it is
 */
public record Sources(IntPredicate speaks, IntPredicate unread, IntPredicate behind) {

    /** Where every fact has been read when a tick is closed. */
    public static Sources speaking(IntPredicate speaks) {
        return new Sources(speaks, partition -> false, partition -> false);
    }
}
