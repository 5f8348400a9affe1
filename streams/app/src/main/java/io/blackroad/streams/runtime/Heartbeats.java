package io.blackroad.streams.runtime;

/**
 * Whether one member still hears from its group, by how many of its heartbeats were answered so far.
 *
 * <p>After a silence one answer says little: it may have waited in the line, and the next may be that the group knows this
 * member no longer, which the member needs a moment to act upon. It sends no heartbeat before it has given up what it held,
 * so of three answers the last is one of a member.
 */
final class Heartbeats {
    /** Twice the time between heartbeats, and half of what a broker waits before it gives a member's partitions away. */
    static final long LONGEST_NANOS = 2_000_000L * StreamsProperties.HEARTBEAT_MILLIS;

    private static final long CONVINCING = 3;

    private long answers;
    private long lastNanos;
    private long sinceSilence = CONVINCING;

    /**
     * @param total heartbeats that were answered since the member began
     * @param nanos the time now, of a clock that is never set
     */
    void answered(long total, long nanos) {
        if (total == answers) {
            return;
        }
        if (total < answers) {
            // Another member of the same name, which has held nothing before.
            answers = 0;
            sinceSilence = CONVINCING;
        }
        if (answers > 0 && nanos - lastNanos >= LONGEST_NANOS) {
            sinceSilence = 0;
        }
        sinceSilence += total - answers;
        answers = total;
        lastNanos = nanos;
    }

    boolean areHeard(long nanos) {
        return answers > 0 && nanos - lastNanos < LONGEST_NANOS && sinceSilence >= CONVINCING;
    }
}
