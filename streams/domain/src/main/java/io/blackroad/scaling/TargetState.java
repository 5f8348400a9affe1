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
        Copy copy = new Copy(this);
        copy.effects = Memory.NONE;
        return copy.state();
    }

    /** The same after a look at whether anybody reports, and at what became of the last change. */
    TargetState observed(boolean fresh, Memory newEffects, Instant now) {
        Copy copy = new Copy(this);
        copy.observedSince = fresh && observedSince != null ? observedSince : fresh ? now : null;
        copy.effects = newEffects;
        return copy.state();
    }

    TargetState held(String key) {
        Copy copy = new Copy(this);
        copy.lastSequence = lastSequence + 1;
        copy.holdKey = key;
        return copy.state();
    }

    TargetState changed(Direction direction, int to, Instant now) {
        long sequence = lastSequence + 1;
        Copy copy = new Copy(this);
        copy.lastSequence = sequence;
        copy.lastChangeAt = now;
        copy.previousChangeAt = lastChangeAt;
        copy.pendingSequence = sequence;
        copy.pendingDirection = direction;
        copy.pendingSince = now;
        copy.holdKey = "";
        copy.effects = Effects.ordered(effects, sequence, replicas, to, Micros.of(now));
        return copy.state();
    }

    /**
     * The same after an answer. A decision that was not applied starts no cooldown, and it keeps its direction held until
     * the time for its confirmation is over, so that a controller that refuses is not asked again each tick.
     */
    TargetState answered(Answer answer) {
        boolean answers =
                answer.kind() != Answer.Kind.REPORT && pendingSequence > 0 && answer.sequence() >= pendingSequence;
        Copy copy = new Copy(this);
        copy.lastSequence = Math.max(lastSequence, answer.sequence());
        copy.appliedSequence = Math.max(appliedSequence, answer.sequence());
        copy.replicas = answer.replicas();
        if (answers && answer.kind() == Answer.Kind.APPLIED) {
            copy.pendingSequence = 0;
            copy.pendingDirection = Direction.HOLD;
            copy.pendingSince = null;
        }
        if (answers && answer.kind() == Answer.Kind.NOT_APPLIED) {
            copy.lastChangeAt = previousChangeAt;
            copy.effects = Effects.refused(effects, pendingSequence);
        }
        return copy.state();
    }

    TargetState remembering(List<Memory> newMemories) {
        Copy copy = new Copy(this);
        copy.memories = newMemories;
        return copy.state();
    }

    /** The next state while it is made: what is not set stays as it was. */
    private static final class Copy {
        private long lastSequence;
        private long appliedSequence;
        private int replicas;
        private Instant lastChangeAt;
        private Instant previousChangeAt;
        private long pendingSequence;
        private Direction pendingDirection;
        private Instant pendingSince;
        private String holdKey;
        private Instant observedSince;
        private List<Memory> memories;
        private Memory effects;

        private Copy(TargetState from) {
            lastSequence = from.lastSequence;
            appliedSequence = from.appliedSequence;
            replicas = from.replicas;
            lastChangeAt = from.lastChangeAt;
            previousChangeAt = from.previousChangeAt;
            pendingSequence = from.pendingSequence;
            pendingDirection = from.pendingDirection;
            pendingSince = from.pendingSince;
            holdKey = from.holdKey;
            observedSince = from.observedSince;
            memories = from.memories;
            effects = from.effects;
        }

        private TargetState state() {
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
                    effects);
        }
    }
}
