package io.blackroad.schema;

/** The registry did not answer, or only with errors of its own, for as often as it was asked. Later it may. */
public class RegistryUnreachableException extends SchemaRegistryException {
    private static final long serialVersionUID = 1L;

    public RegistryUnreachableException(String message, Throwable cause) {
        super(message, cause);
    }
}
