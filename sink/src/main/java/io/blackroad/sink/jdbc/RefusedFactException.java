package io.blackroad.sink.jdbc;

/** A fact that can be read and makes no row; it goes to the dead letters with this message. */
final class RefusedFactException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RefusedFactException(String message) {
        super(message, null, false, false);
    }
}
