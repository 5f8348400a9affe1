package io.blackroad.streams.stored;

import io.blackroad.schema.SchemaRegistryException;

/**
 * A stored value was written by a version whose schema cannot be had. The value is good, so it never becomes a dead letter:
 * its reader stops, and may try again.
 */
public final class UnknownWriterException extends SchemaRegistryException {
    private static final long serialVersionUID = 1L;

    UnknownWriterException(String message, Throwable cause) {
        super(message, cause);
    }
}
