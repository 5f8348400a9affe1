package io.blackroad.sink.controller;

import io.blackroad.schema.ApplyOutcome;
import java.time.Clock;
import java.util.Optional;

/**
 * One try to carry a decision out. It reads before it writes, since the try before may have been applied without an
 * answer, and reads again after, since an answer says what runs now. A try of which any part failed is a failed one.
 *
 * @param answer what came of it
 * @param runs what runs; {@link #UNKNOWN} if that could not be seen
 */
record Attempt(Answer answer, ReplicaCount runs) {
    /** Scaling holds on -1 until the target has been seen again. */
    static final ReplicaCount UNKNOWN = new ReplicaCount(-1, 0, 0);

    /** Tries the waiting decision of a fence. */
    static Attempt of(Fence fence, ReplicaTarget target, Clock clock) {
        try {
            ReplicaCount seen = target.observe(fence.waiting().target());
            Optional<Answer> settled = fence.settled(seen, clock.instant());
            return settled.map(answer -> new Attempt(answer, seen)).orElseGet(() -> apply(fence.waiting(), target));
        } catch (RuntimeException e) {
            // Whatever an adapter throws is a failure of what it speaks to; a bound ends the tries.
            return new Attempt(new Answer(fence.waiting().sequence(), ApplyOutcome.FAILED, e.toString()), UNKNOWN);
        }
    }

    private static Attempt apply(Order order, ReplicaTarget target) {
        ApplyAnswer said = target.apply(order.target(), order.replicas(), order.sequence());
        ReplicaCount runs = target.observe(order.target());
        boolean failedYetStands = said.kind() == ApplyAnswer.Kind.FAILED && runs.sequence() == order.sequence();
        Answer answer = failedYetStands ? Answer.applied(order.sequence()) : Answer.of(order.sequence(), said);
        return new Attempt(answer, runs);
    }

    boolean failed() {
        return answer.outcome() == ApplyOutcome.FAILED;
    }
}
