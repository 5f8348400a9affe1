package io.blackroad.sink.controller;

import java.util.Set;

/**
 * The adapter to what really runs replicas. The controller's thread alone calls it; a call must end by itself within
 * seconds. An exception of any call counts as a failure that may pass.
 *
 * <p>The sequence stored with the replicas is what makes a decision apply once: replicas and sequence are written in one
 * step, and only if the sequence is above the one stored. Whoever may have been interrupted reads before it writes.
 */
public interface ReplicaTarget {

    /** The targets that this adapter runs; decisions for others are left alone. */
    Set<TargetId> targets();

    /** What runs at one of {@link #targets()} now. */
    ReplicaCount observe(TargetId id);

    /**
     * Tells a target to run {@code replicas} and stores {@code sequence} with it, in one step, if {@code sequence} is
     * above the one stored. The sequence is stored also when the replicas are those told already.
     */
    ApplyAnswer apply(TargetId id, int replicas, long sequence);
}
