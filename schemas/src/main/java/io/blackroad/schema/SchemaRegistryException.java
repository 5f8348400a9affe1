package io.blackroad.schema;

import org.apache.kafka.common.KafkaException;

/**
 * The registry refused a call, or cannot be used. It says nothing about the fact at hand: a fact must never become a dead
 * letter because of it. The message names the registry, the subject or id and the answer.
 */
public class SchemaRegistryException extends KafkaException {
    private static final long serialVersionUID = 1L;

    public SchemaRegistryException(String message) {
        super(message);
    }

    public SchemaRegistryException(String message, Throwable cause) {
        super(message, cause);
    }
}
