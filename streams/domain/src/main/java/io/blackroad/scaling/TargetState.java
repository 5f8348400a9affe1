package io.blackroad.scaling;

import java.time.Instant;

/**
 * What scaling remembers of one target. Times are event times; null means never.
 *
 * @param lastSequence sequence of the last decision or hold; 0 before the first
 * @param appliedSequence newest sequence that a controller answered; 0 before the first
 * @param replicas replicas as last reported; -1 when never
 * @param lastChangeAt tick of the last up or down
 * @param previousChangeAt tick of the one before; comes back when the last one was not applied
 * @param pendingSequence sequence of the up or down that no controller has answered; 0 for none
 * @param pendingDirection its direction; HOLD for none
 * @param pendingSince its tick
 * @param holdKey what the last hold said, without its numbers; empty after a change
 */
public record TargetState(
        long lastSequence,
        long appliedSequence,
        int replicas,
        Instant lastChangeAt,
        Instant previousChangeAt,
        long pendingSequence,
        Direction pendingDirection,
        Instant pendingSince,
        String holdKey) {

    /** Before the first sample. */
    public static final TargetState NEW = new TargetState(0, 0, -1, null, null, 0, Direction.HOLD, null, "");

    TargetState held(String key) {
        return new TargetState(
                lastSequence + 1,
                appliedSequence,
                replicas,
                lastChangeAt,
                previousChangeAt,
                pendingSequence,
                pendingDirection,
                pendingSince,
                key);
    }

    TargetState changed(Direction direction, Instant now) {
        long sequence = lastSequence + 1;
        return new TargetState(sequence, appliedSequence, replicas, now, lastChangeAt, sequence, direction, now, "");
    }

    TargetState answered(long sequence, int reportedReplicas, boolean applied) {
        long newest = Math.max(appliedSequence, sequence);
        if (pendingSequence == 0 || sequence < pendingSequence) {
            return new TargetState(
                    lastSequence,
                    newest,
                    reportedReplicas,
                    lastChangeAt,
                    previousChangeAt,
                    pendingSequence,
                    pendingDirection,
                    pendingSince,
                    holdKey);
        }
        return new TargetState(
                lastSequence,
                newest,
                reportedReplicas,
                applied ? lastChangeAt : previousChangeAt,
                previousChangeAt,
                0,
                Direction.HOLD,
                null,
                holdKey);
    }
}
