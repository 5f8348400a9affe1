package io.blackroad.streams.query;

/** The query server could not listen; the message names the address and what to do. */
public final class PortTakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PortTakenException(QueryConfig config, Throwable cause) {
        super(
                "cannot listen on " + config.host() + ":" + config.port() + ": the port is taken;"
                        + " end the process that holds it, or choose another port (0 takes a free one)",
                cause);
    }
}
