package io.blackroad.streams.query;

/** State cannot be read now, but soon: it is being restored or moved. The message says which, for the caller. */
public final class StateUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StateUnavailableException(String message) {
        super(message);
    }

    public StateUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
