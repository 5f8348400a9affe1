package io.blackroad.sink.controller;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * One try to carry a decision out. It reads before it writes, since the try before may have been applied without an
 * answer, and reads again after, since an answer says what runs now. A try of which any part failed is a failed one.
 *
 * @param answer what came of it
 * @param runs what runs; {@link #UNKNOWN} if that could not be seen
 * @param end whether that is the end of it
 * @param retryAfter how long the target wants to be left alone before the next try; zero for no wish
 */
public record Attempt(Answer answer, ReplicaCount runs, End end, Duration retryAfter) {
    /** Scaling holds on -1 until the target has been seen again. */
    public static final ReplicaCount UNKNOWN = new ReplicaCount(-1, 0, 0);

    /** How a try ends. */
    public enum End {
        /** With the answer. */
        ANSWERED,
        /** It failed; another may not. */
        FAILED,
        /** The target prepares for the decision. */
        PREPARING
    }

    /** Tries the waiting decision of a fence. */
    public static Attempt of(Fence fence, ReplicaTarget target, Clock clock) {
        try {
            ReplicaCount seen = target.observe(fence.waiting().target());
            Optional<Answer> settled = fence.settled(seen, clock.instant());
            return settled.map(answer -> new Attempt(answer, seen, End.ANSWERED, Duration.ZERO))
                    .orElseGet(() -> apply(fence.waiting(), seen, target));
        } catch (RuntimeException e) {
            // Whatever an adapter throws is a failure of what it speaks to; a bound ends the tries.
            Answer answer = Answer.failed(fence.waiting().sequence(), Why.of(e));
            return new Attempt(answer, UNKNOWN, End.FAILED, Duration.ZERO);
        }
    }

    private static Attempt apply(Order order, ReplicaCount seen, ReplicaTarget target) {
        ApplyAnswer said = target.apply(order, seen);
        Answer answer = Answer.of(order.sequence(), said);
        if (said.kind() == ApplyAnswer.Kind.PREPARING) {
            return new Attempt(answer, seen, End.PREPARING, said.retryAfter());
        }
        ReplicaCount runs = target.observe(order.target());
        if (said.kind() != ApplyAnswer.Kind.FAILED) {
            return new Attempt(answer, runs, End.ANSWERED, Duration.ZERO);
        }
        return runs.sequence() == order.sequence()
                ? new Attempt(Answer.applied(order.sequence()), runs, End.ANSWERED, Duration.ZERO)
                : new Attempt(answer, runs, End.FAILED, said.retryAfter());
    }

    public boolean failed() {
        return end == End.FAILED;
    }
}
