package io.blackroad.sink.memory;

/** A memory cannot do what was asked; the message says what, where and what to do. */
public class MemoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MemoryException(String message) {
        super(message);
    }

    public MemoryException(String message, Throwable cause) {
        super(message, cause);
    }
}
