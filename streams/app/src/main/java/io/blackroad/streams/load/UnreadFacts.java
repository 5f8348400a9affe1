package io.blackroad.streams.load;

/** Which source partitions hold facts that nobody has read yet: there, silence is our own lag and says nothing of an agent. */
public interface UnreadFacts {

    /** Asks anew, unless that was done just now. Never waits; answers come later. */
    void ask();

    /** True when there are such facts in a partition, or may be. */
    boolean in(int partition);

    /** Where every fact has been read when a tick is closed. */
    static UnreadFacts none() {
        return new UnreadFacts() {
            @Override
            public void ask() {}

            @Override
            public boolean in(int partition) {
                return false;
            }
        };
    }
}
