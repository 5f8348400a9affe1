package io.blackroad.schema;

import org.apache.kafka.common.errors.SerializationException;

/** The registry answered that it has no Avro schema of this id: the record is unreadable, for good. */
public class UnknownSchemaException extends SerializationException {
    private static final long serialVersionUID = 1L;

    public UnknownSchemaException(String message) {
        super(message);
    }

    public UnknownSchemaException(String message, Throwable cause) {
        super(message, cause);
    }
}
