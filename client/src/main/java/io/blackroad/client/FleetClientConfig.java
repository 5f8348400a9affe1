package io.blackroad.client;

import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * How a {@link FleetClient} asks.
 *
 * @param server the HTTP interface of any instance
 * @param token asked before each request; what it gives goes out as {@code Authorization: Bearer}, empty for none
 * @param patience how long a question may be asked again while the server says 503 or does not answer; zero asks once
 * @param answerTimeout how long one answer may take
 * @param pageSize items that are fetched at once
 */
public record FleetClientConfig(
        URI server, Supplier<String> token, Duration patience, Duration answerTimeout, int pageSize) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration ANSWER = Duration.ofSeconds(15);
    private static final int PAGE = 500;
    private static final int LARGEST_PAGE = 500;

    public FleetClientConfig {
        if (!"http".equals(server.getScheme()) && !"https".equals(server.getScheme())) {
            throw new IllegalArgumentException(server + " is no address of a server: http://127.0.0.1:8000 is one");
        }
        if (patience.isNegative() || answerTimeout.isNegative() || answerTimeout.isZero()) {
            throw new IllegalArgumentException(
                    "patience " + patience + " must be at least 0, answerTimeout " + answerTimeout + " above it");
        }
        if (pageSize < 1 || pageSize > LARGEST_PAGE) {
            throw new IllegalArgumentException("pageSize " + pageSize + " must be from 1 to " + LARGEST_PAGE);
        }
    }

    /** The defaults: no token, 30 s of patience. */
    public static FleetClientConfig of(URI server) {
        return new FleetClientConfig(server, () -> "", PATIENCE, ANSWER, PAGE);
    }

    /** The same with a token that does not change. */
    public FleetClientConfig withToken(String fixed) {
        return withToken(() -> fixed);
    }

    /** The same with a token that is read anew for each request, as from a file that is written again now and then. */
    public FleetClientConfig withToken(Supplier<String> source) {
        return new FleetClientConfig(server, source, patience, answerTimeout, pageSize);
    }

    /** The same with another patience. */
    public FleetClientConfig withPatience(Duration longest) {
        return new FleetClientConfig(server, token, longest, answerTimeout, pageSize);
    }

    /** The same with another time for one answer. */
    public FleetClientConfig withAnswerTimeout(Duration longest) {
        return new FleetClientConfig(server, token, patience, longest, pageSize);
    }

    /** The same with pages of another size. */
    public FleetClientConfig withPageSize(int items) {
        return new FleetClientConfig(server, token, patience, answerTimeout, items);
    }

    /** Tokens are not printed. */
    @Override
    public String toString() {
        return "FleetClientConfig[" + server + "]";
    }
}
