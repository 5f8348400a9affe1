package io.blackroad.infra.stack;

/** A server of the embedded stack cannot start or went away; the message says which, why and what to do. */
public class StackException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StackException(String message) {
        super(message);
    }

    public StackException(String message, Throwable cause) {
        super(message, cause);
    }
}
