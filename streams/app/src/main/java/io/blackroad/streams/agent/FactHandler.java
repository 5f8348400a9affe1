package io.blackroad.streams.agent;

import io.blackroad.agent.Verdict;
import io.blackroad.streams.deadletter.UnusableFactException;
import org.apache.kafka.common.errors.SerializationException;

/** Takes the facts of one topic in, in two steps: a tick may close between them. */
interface FactHandler {

    /**
     * Reads a fact.
     *
     * @return when it occurred, by the agent's clock, microseconds
     * @throws SerializationException if it cannot be read
     * @throws UnusableFactException if it makes no sense
     */
    long read(byte[] value, long appendedAtMicros);

    /**
     * Folds in the fact just read.
     *
     * @param slot the agent's, or {@link AgentTable#NONE} when it has none
     */
    Verdict apply(byte[] key, int slot, long occurredAtMicros, long lateBeforeMicros);
}
