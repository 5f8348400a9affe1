package io.blackroad.sink.jdbc;

/** Another process has taken a partition over; what was about to be written of it is not. */
final class FencedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FencedException(String message) {
        super(message);
    }
}
