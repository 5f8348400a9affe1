package io.blackroad.scaling;

/**
 * The oscillation guard. A change that reverses the one before within {@link #HORIZON} is a reversal; each doubles the
 * time that a scale-down waits after the last scale-up, and an hour without one halves it again. Scale-ups never wait:
 * stopping one direction ends an oscillation, and stopping this one costs money instead of service.
 */
final class Oscillation {
    /** Changes further apart are no oscillation but a load that came and went. */
    static final long HORIZON = 3_600 * Micros.SECOND;

    private static final String OWNER = "oscillation";
    private static final int VERSION = 1;
    private static final int MAX_LEVEL = 5;
    private static final long FIRST_WAIT = 300 * Micros.SECOND;

    private static final int LAST_DIRECTION = 0;
    private static final int LAST_UP = 1;
    private static final int LAST_CHANGE = 2;
    private static final int LEVEL = 3;
    private static final int LEVEL_SINCE = 4;

    private Oscillation() {}

    /** Reversals counted and not forgotten. */
    static int level(Memory memory, long now) {
        if (!memory.isOf(OWNER, VERSION)) {
            return 0;
        }
        return (int) Math.max(0, memory.at(LEVEL) - Math.max(0, now - memory.at(LEVEL_SINCE)) / HORIZON);
    }

    /** Time until which scale-downs wait; 0 when they need not. */
    static long heldUntil(Memory memory, long now) {
        int level = level(memory, now);
        return level == 0 ? 0 : memory.at(LAST_UP) + (FIRST_WAIT << (level - 1));
    }

    /** The memory after a change. */
    static Memory changed(Memory before, long now, Direction direction) {
        boolean known = before.isOf(OWNER, VERSION);
        boolean up = direction == Direction.UP;
        boolean reversal = known && (before.at(LAST_DIRECTION) > 0) != up && now - before.at(LAST_CHANGE) <= HORIZON;
        int level = level(before, now);
        return Memory.of(
                OWNER,
                VERSION,
                up ? 1 : -1,
                up || !known ? now : before.at(LAST_UP),
                now,
                reversal ? Math.min(MAX_LEVEL, level + 1) : level,
                reversal || !known ? now : before.at(LEVEL_SINCE) + decayed(before, now));
    }

    private static long decayed(Memory before, long now) {
        return Math.max(0, now - before.at(LEVEL_SINCE)) / HORIZON * HORIZON;
    }
}
