package io.blackroad.streams.deadletter;

/** A fact that can be read and makes no sense; it goes to the dead letters with this message. */
public final class UnusableFactException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnusableFactException(String message) {
        super(message, null, false, false);
    }
}
