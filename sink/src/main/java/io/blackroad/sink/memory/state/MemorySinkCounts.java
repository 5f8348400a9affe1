package io.blackroad.sink.memory.state;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToDoubleFunction;

/** What a sink has done so far. */
public final class MemorySinkCounts {
    private static final String PREFIX = "blackroad.memory.";

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

    /**
     * Shows them as metrics.
     *
     * @param sink name of the sink, the label of all of them
     */
    public void bindTo(MeterRegistry meters, String sink) {
        counter(meters, sink, "facts.read", "Facts read.", MemorySinkCounts::read);
        counter(meters, sink, "facts.unreadable", "Facts that nobody can read.", MemorySinkCounts::unreadable);
        counter(meters, sink, "states.written", "States written that held something new.", MemorySinkCounts::written);
        counter(meters, sink, "states.repeated", "States that were as new already.", MemorySinkCounts::repeated);
        Gauge.builder(PREFIX + "agents.waiting", this, MemorySinkCounts::waiting)
                .description("Agents whose news waits for a shard.")
                .tag("sink", sink)
                .register(meters);
    }

    private void counter(
            MeterRegistry meters,
            String sink,
            String name,
            String description,
            ToDoubleFunction<MemorySinkCounts> count) {
        FunctionCounter.builder(PREFIX + name, this, count)
                .description(description)
                .tag("sink", sink)
                .register(meters);
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
