package io.blackroad.streams.deadletter;

import io.blackroad.schema.SchemaRegistryException;
import io.blackroad.schema.UnknownSchemaException;
import org.apache.kafka.common.errors.SerializationException;

/** Tells an error in the data, which becomes a dead letter, from one in the code or the surroundings, which stops. */
final class DataErrors {
    private DataErrors() {}

    static boolean isDataError(Throwable error) {
        if (error instanceof SchemaRegistryException) {
            // A registry that does not answer says nothing about the fact; one that knows no such schema does.
            return error instanceof UnknownSchemaException;
        }
        return error instanceof SerializationException || error instanceof UnusableFactException;
    }
}
