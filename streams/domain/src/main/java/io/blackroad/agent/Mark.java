package io.blackroad.agent;

/**
 * The newest fact of an agent on one topic. Facts at or below it were seen before.
 *
 * @param epoch boot of the agent, microseconds since 1970-01-01 UTC
 * @param sequence place in the epoch, from 1
 */
public record Mark(long epoch, long sequence) {

    /** Before the first fact. */
    public static final Mark NONE = new Mark(Long.MIN_VALUE, 0);

    /** True when a fact of this epoch and sequence is new. */
    public boolean admits(long factEpoch, long factSequence) {
        return factEpoch > epoch || factEpoch == epoch && factSequence > sequence;
    }
}
