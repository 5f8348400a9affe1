package io.blackroad.streams.query;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the query server listens and how long it waits for others.
 *
 * @param host address to bind; 127.0.0.1 keeps it on this machine
 * @param port port to bind; 0 for a free one
 * @param peerTimeout how long another instance may take to answer
 */
public record QueryConfig(String host, int port, Duration peerTimeout) {
    private static final Duration DEFAULT_PEER_TIMEOUT = Duration.ofSeconds(2);

    public QueryConfig {
        List<String> errors = new ArrayList<>();
        if (host.isBlank()) {
            errors.add("host is empty; 127.0.0.1 binds to this machine alone");
        }
        if (port < 0 || port > 65_535) {
            errors.add("port is " + port + "; allowed are 1 to 65535, or 0 for a free one");
        }
        if (peerTimeout.isNegative() || peerTimeout.isZero()) {
            errors.add("peer timeout is " + peerTimeout + "; it must be above zero");
        }
        if (!errors.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", errors));
        }
    }

    /** On this machine alone, with the default timeout. */
    public static QueryConfig local(int port) {
        return new QueryConfig("127.0.0.1", port, DEFAULT_PEER_TIMEOUT);
    }
}
