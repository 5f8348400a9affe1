package io.blackroad.schema;

import org.apache.kafka.common.errors.SerializationException;

/** The registry refused a call or could not be reached; the message names the registry, the subject or id and the answer. */
public class SchemaRegistryException extends SerializationException {
    private static final long serialVersionUID = 1L;

    public SchemaRegistryException(String message) {
        super(message);
    }

    public SchemaRegistryException(String message, Throwable cause) {
        super(message, cause);
    }
}
