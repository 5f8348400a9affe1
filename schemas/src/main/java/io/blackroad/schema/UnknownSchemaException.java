package io.blackroad.schema;

/** The registry knows no schema of this id: the record is unreadable, for good. */
public class UnknownSchemaException extends SchemaRegistryException {
    private static final long serialVersionUID = 1L;

    public UnknownSchemaException(String message) {
        super(message);
    }
}
