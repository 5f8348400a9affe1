package io.blackroad.sink.controller;

/**
 * What runs at a target.
 *
 * @param told replicas that it has been told to run, by whomever
 * @param ready of them, ready
 * @param sequence sequence of the decision last written at the target; 0 for none
 * @param decided replicas that were written with that sequence; {@link #NOT_KEPT} if the target does not keep them
 */
public record ReplicaCount(int told, int ready, long sequence, int decided) {
    /** Of a target that keeps the sequence alone. */
    public static final int NOT_KEPT = -1;

    public ReplicaCount(int told, int ready, long sequence) {
        this(told, ready, sequence, NOT_KEPT);
    }

    /** True if somebody else changed the replicas since the last decision was written. */
    public boolean isChangedByOthers() {
        return sequence > 0 && decided != NOT_KEPT && decided != told;
    }
}
