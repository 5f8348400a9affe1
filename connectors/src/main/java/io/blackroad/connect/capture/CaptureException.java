package io.blackroad.connect.capture;

/** A Connect worker cannot be reached or refused; the message says which, why and what to do. */
public final class CaptureException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CaptureException(String message) {
        super(message);
    }

    CaptureException(String message, Throwable cause) {
        super(message, cause);
    }
}
