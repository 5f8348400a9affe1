package io.blackroad.streams.deadletter;

import io.blackroad.streams.deadletter.UnusableFactsException.Refusal;

/** Where what cannot be used goes when Kafka Streams itself cannot write it: its thread for global tables has no producer. */
@FunctionalInterface
public interface DeadLetterSink {

    /** Keeps what was refused, with its origin and the reason. */
    void keep(Refusal refusal);
}
