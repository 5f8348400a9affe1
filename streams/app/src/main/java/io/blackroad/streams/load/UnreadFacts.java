package io.blackroad.streams.load;

/**
 * Which source partitions hold facts that nobody has read yet: there, silence is our own lag and says nothing of an agent.
 * What is told of them decides when a tick is closed, so it is in the samples, and nobody who replays them asks again.
 */
public interface UnreadFacts {

    /** Asks anew, unless that was done just now. Never waits; answers come later. */
    void ask();

    /** True when there are such facts in a partition, or may be. */
    boolean in(int partition);

    /** True until a partition was read to where it ended when this instance started. */
    boolean behind(int partition);

    /** Where every fact has been read when a tick is closed. */
    static UnreadFacts none() {
        return new UnreadFacts() {
            @Override
            public void ask() {}

            @Override
            public boolean in(int partition) {
                return false;
            }

            @Override
            public boolean behind(int partition) {
                return false;
            }
        };
    }
}
