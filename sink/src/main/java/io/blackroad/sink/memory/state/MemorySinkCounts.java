package io.blackroad.sink.memory.state;

import java.util.concurrent.atomic.LongAdder;

/** What a sink has done so far. */
public final class MemorySinkCounts {
    private final LongAdder read = new LongAdder();
    private final LongAdder written = new LongAdder();
    private final LongAdder repeated = new LongAdder();
    private final LongAdder unreadable = new LongAdder();
    private volatile int waiting;

    /** Facts read. */
    public long read() {
        return read.sum();
    }

    /** States written that held something new. */
    public long written() {
        return written.sum();
    }

    /** States that were as new already. */
    public long repeated() {
        return repeated.sum();
    }

    /** Facts that nobody can read; the agent stage sets them aside as dead letters, so this sink only counts them. */
    public long unreadable() {
        return unreadable.sum();
    }

    /** Agents whose news waits for a shard. */
    public int waiting() {
        return waiting;
    }

    void addRead(long facts) {
        read.add(facts);
    }

    void addUnreadable() {
        unreadable.increment();
    }

    void addAnswer(boolean changed) {
        (changed ? written : repeated).increment();
    }

    void waiting(int agents) {
        waiting = agents;
    }
}
