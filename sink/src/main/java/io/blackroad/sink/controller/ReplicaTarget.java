package io.blackroad.sink.controller;

import java.util.Optional;

/**
 * The adapter to what really runs replicas. The controller's thread alone calls it; a call must end by itself within
 * seconds. An exception of any call counts as a failure that may pass.
 *
 * <p>The sequence stored with the replicas is what makes a decision apply once: replicas and sequence are written in one
 * step, and only if the sequence is above the one stored. Whoever may have been interrupted reads before it writes.
 */
public interface ReplicaTarget {

    /**
     * The targets that this adapter runs, and what runs there now; decisions for others are left alone. Asked every few
     * seconds, so targets may come and go. It should cost few calls however many targets there are.
     */
    Survey survey();

    /** What runs at one of the targets now, read anew: the controller writes on it. */
    ReplicaCount observe(TargetId id);

    /** Why it would refuse any decision on a target now, as far as that can be seen without writing; empty for nothing. */
    default Optional<String> objection(TargetId id) {
        return Optional.empty();
    }

    /**
     * Tells the target of an order to run its replicas and stores its sequence with them, in one step, if the sequence is
     * above the one stored. The sequence is stored also when the replicas are those told already.
     *
     * @param seen what {@link #observe} said right before; an adapter that can makes its write depend on it
     */
    ApplyAnswer apply(Order order, ReplicaCount seen);
}
