package io.blackroad.client;

/** The server answered with a problem (RFC 9457). Programs go by its {@link #type}, which does not change. */
public final class FleetProblemException extends FleetException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String type;

    FleetProblemException(int status, String type, String message) {
        super(message);
        this.status = status;
        this.type = type;
    }

    /** The HTTP status, as in 400 or 503. */
    public int status() {
        return status;
    }

    /** Kind of the problem, as in {@code urn:blackroad:problem:rebalancing}; empty when the answer names none. */
    public String type() {
        return type;
    }
}
