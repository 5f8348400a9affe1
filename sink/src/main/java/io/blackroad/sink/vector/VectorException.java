package io.blackroad.sink.vector;

/** Vectors cannot be stored or searched; the message says what, where and what to do. */
public class VectorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public VectorException(String message) {
        super(message);
    }

    public VectorException(String message, Throwable cause) {
        super(message, cause);
    }
}
