package io.blackroad.streams.query;

/** The copies that this instance keeps of partitions that others own, and those that it is about to own. */
@FunctionalInterface
public interface Copies {

    /**
     * What can be read of one.
     *
     * @param lagRecords how many records of its changelog it had not read a moment ago
     */
    record Copy(LocalState state, long lagRecords) {}

    /**
     * The copy of a partition.
     *
     * @throws StateUnavailableException if there is none here, or it is further behind than an answer may be
     */
    Copy of(Partition partition);

    /** Of an instance that keeps none. */
    static Copies none() {
        return partition -> {
            throw new StateUnavailableException("there is no copy of " + partition + " here");
        };
    }
}
