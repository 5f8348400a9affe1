package io.blackroad.schema;

/** The registry refused a schema, because readers of the subject could not read its records or it is not valid Avro. */
public class IncompatibleSchemaException extends SchemaRegistryException {
    private static final long serialVersionUID = 1L;

    public IncompatibleSchemaException(String message) {
        super(message);
    }
}
