package io.blackroad.placement;

/**
 * An agent on a worker, as a rebalance sees it.
 *
 * @param load what it asked for, in the region's unit of load; at least 1
 * @param busy true while it works on a task; idle agents move first
 * @param movedMillis when it was moved last, milliseconds since 1970; {@link #NEVER} when it was not
 */
public record Resident(String agentId, long load, boolean busy, long movedMillis) {
    /** For {@code movedMillis}: never moved. */
    public static final long NEVER = Long.MIN_VALUE;

    public Resident {
        if (load < 1) {
            throw new IllegalArgumentException("agent " + agentId + " has load " + load + "; it must be at least 1");
        }
    }
}
