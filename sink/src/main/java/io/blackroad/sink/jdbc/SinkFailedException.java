package io.blackroad.sink.jdbc;

/** The database refuses what the sink does, and trying again would not help; the message says what it answered. */
final class SinkFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SinkFailedException(String message, Exception cause) {
        super(message, cause);
    }
}
