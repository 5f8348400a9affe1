package io.blackroad.scaling;

import java.time.Instant;
import java.util.List;

/**
 * What scaling remembers of one target. Times are event times; null means never.
 *
 * @param lastSequence sequence of the last decision or hold; 0 before the first
 * @param appliedSequence newest sequence that a controller answered; 0 before the first
 * @param replicas replicas as last reported; -1 when never
 * @param lastChangeAt tick of the last up or down
 * @param previousChangeAt tick of the one before; comes back when the last one was not applied
 * @param pendingSequence sequence of the up or down that no controller has applied; 0 for none
 * @param pendingDirection its direction; HOLD for none
 * @param pendingSince its tick
 * @param holdKey what the last hold said, without its numbers; empty after a change
 * @param observedSince tick since which fresh samples came without a break; null while there are none
 * @param memories what the rule's parts remember, in their order, then what its limits do; empty for a plain guide rule
 * @param effects what is remembered of the effect of changes, see {@link Effects}
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
        String holdKey,
        Instant observedSince,
        List<Memory> memories,
        Memory effects) {

    public TargetState {
        memories = List.copyOf(memories);
    }

    /** A state without memories, which is all that a plain guide rule needs. */
    public TargetState(
            long lastSequence,
            long appliedSequence,
            int replicas,
            Instant lastChangeAt,
            Instant previousChangeAt,
            long pendingSequence,
            Direction pendingDirection,
            Instant pendingSince,
            String holdKey,
            Instant observedSince) {
        this(
                lastSequence,
                appliedSequence,
                replicas,
                lastChangeAt,
                previousChangeAt,
                pendingSequence,
                pendingDirection,
                pendingSince,
                holdKey,
                observedSince,
                List.of(),
                Memory.NONE);
    }

    /** Before the first sample. */
    public static final TargetState NEW = new TargetState(0, 0, -1, null, null, 0, Direction.HOLD, null, "", null);

    /** What a decision of this rule depends on: effects only where a limit looks at them. It is what evidence holds. */
    public TargetState evidence(ScaleRule rule) {
        return rule.limits().futileChanges() > 0 ? this : withoutEffects();
    }

    /** The same for one whose changes nobody judges. */
    TargetState withoutEffects() {
        if (effects.equals(Memory.NONE)) {
            return this;
        }
        return new TargetState(
                lastSequence,
                appliedSequence,
                replicas,
                lastChangeAt,
                previousChangeAt,
                pendingSequence,
                pendingDirection,
                pendingSince,
                holdKey,
                observedSince,
                memories,
                Memory.NONE);
    }

    /** The same after a look at whether anybody reports, and at what became of the last change. */
    TargetState observed(boolean fresh, Memory newEffects, Instant now) {
        Instant since = fresh && observedSince != null ? observedSince : fresh ? now : null;
        return new TargetState(
                lastSequence,
                appliedSequence,
                replicas,
                lastChangeAt,
                previousChangeAt,
                pendingSequence,
                pendingDirection,
                pendingSince,
                holdKey,
                since,
                memories,
                newEffects);
    }

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
                key,
                observedSince,
                memories,
                effects);
    }

    TargetState changed(Direction direction, int to, Instant now) {
        long sequence = lastSequence + 1;
        return new TargetState(
                sequence,
                appliedSequence,
                replicas,
                now,
                lastChangeAt,
                sequence,
                direction,
                now,
                "",
                observedSince,
                memories,
                Effects.ordered(effects, sequence, replicas, to, Micros.of(now)));
    }

    /**
     * The same after an answer. A decision that was not applied starts no cooldown, and it keeps its direction held until
     * the time for its confirmation is over, so that a controller that refuses is not asked again each tick.
     */
    TargetState answered(Answer answer) {
        boolean answers =
                answer.kind() != Answer.Kind.REPORT && pendingSequence > 0 && answer.sequence() >= pendingSequence;
        boolean applied = answers && answer.kind() == Answer.Kind.APPLIED;
        boolean notApplied = answers && answer.kind() == Answer.Kind.NOT_APPLIED;
        return new TargetState(
                Math.max(lastSequence, answer.sequence()),
                Math.max(appliedSequence, answer.sequence()),
                answer.replicas(),
                notApplied ? previousChangeAt : lastChangeAt,
                previousChangeAt,
                applied ? 0 : pendingSequence,
                applied ? Direction.HOLD : pendingDirection,
                applied ? null : pendingSince,
                holdKey,
                observedSince,
                memories,
                notApplied ? Effects.refused(effects, pendingSequence) : effects);
    }

    TargetState remembering(List<Memory> newMemories) {
        return new TargetState(
                lastSequence,
                appliedSequence,
                replicas,
                lastChangeAt,
                previousChangeAt,
                pendingSequence,
                pendingDirection,
                pendingSince,
                holdKey,
                observedSince,
                newMemories,
                effects);
    }
}
