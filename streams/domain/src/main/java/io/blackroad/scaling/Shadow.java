package io.blackroad.scaling;

import java.util.List;

/**
 * The life of a shadow: a rule set that decides beside the real one and is obeyed by nobody. It decides by
 * {@link Scaling#decide} on a state of its own, and what it orders is taken to be there at the next tick: its replicas have
 * no start lag, and it never hears of a refusal. Nothing is remembered of the effect of its changes: replicas that do not exist
 * complete nothing, so each scale-up would look as if it had not helped.
 */
public final class Shadow {
    private Shadow() {}

    /** The state that it decides on: its own, or at first as many replicas as really run. */
    public static TargetState following(TargetState shadow, int realReplicas) {
        if (shadow.replicas() >= 0 || realReplicas < 0) {
            return shadow.withoutEffects();
        }
        Answer report = new Answer(Answer.NO_DECISION, Answer.Kind.REPORT, realReplicas);
        return Scaling.answered(shadow, report).withoutEffects();
    }

    /** The state after its decisions were obeyed. */
    public static TargetState obeyed(TargetState decided, List<ScaleDecision> decisions) {
        TargetState state = decided.withoutEffects();
        for (ScaleDecision decision : decisions) {
            if (decision.direction() != Direction.HOLD) {
                state = Scaling.answered(state, new Answer(decision.sequence(), Answer.Kind.APPLIED, decision.to()));
            }
        }
        return state;
    }

    /** What is left of one that was switched off: its numbers go on, so that no decision gets the id of an older one. */
    public static TargetState ended(TargetState shadow) {
        return new TargetState(
                shadow.lastSequence(), shadow.lastSequence(), -1, null, null, 0, Direction.HOLD, null, "", null);
    }

    /** A count or an amount of all real replicas, for as many as the shadow has: at least 1 when there was any. */
    public static long inProportion(long amount, int realReplicas, int shadowReplicas) {
        if (amount <= 0) {
            return amount;
        }
        double share = Math.max(1, shadowReplicas) / (double) Math.max(1, realReplicas);
        return Math.max(1, Math.round(amount * share));
    }
}
