package io.blackroad.client;

/** A question that was not answered. */
public class FleetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FleetException(String message, Throwable cause) {
        super(message, cause);
    }

    FleetException(String message) {
        super(message);
    }
}
