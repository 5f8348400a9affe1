package io.blackroad.streams.deadletter;

import org.apache.kafka.common.errors.SerializationException;

/**
 * Tells an error in the data, which becomes a dead letter, from one in the code or the surroundings, which stops. A
 * registry that does not answer says nothing about the fact, nor does a later version's schema that nobody has: their
 * exception is neither of the two below.
 */
final class DataErrors {
    private DataErrors() {}

    static boolean isDataError(Throwable error) {
        return error instanceof SerializationException || error instanceof UnusableFactException;
    }
}
