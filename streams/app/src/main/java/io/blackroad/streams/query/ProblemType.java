package io.blackroad.streams.query;

import java.util.Locale;

/** Kinds of errors. Their names are a contract: programs tell errors apart by the type, people read the rest. */
enum ProblemType {
    INVALID_PARAMETER(400, "A parameter is wrong"),
    BAD_REQUEST(400, "The request cannot be read"),
    UNKNOWN_ROUTE(404, "There is no such route"),
    UNKNOWN_AGENT(404, "There is no such agent"),
    UNKNOWN_SERVICE(404, "There is no such service"),
    UNKNOWN_WORKER(404, "There is no such worker"),
    UNKNOWN_DECISION(404, "There is no such decision"),
    METHOD_NOT_ALLOWED(405, "The route has no such method"),
    URI_TOO_LONG(414, "The address is too long"),
    HEADERS_TOO_LARGE(431, "The headers are too large"),
    INTERNAL(500, "The server failed"),
    UNHEALTHY(503, "The process has failed"),
    NOT_READY(503, "The state is not complete yet"),
    REBALANCING(503, "The state is being moved or restored"),
    OWNER_UNREACHABLE(503, "The instance that holds the answer does not answer"),
    TOO_MANY_READERS(503, "The stream has too many readers"),
    PARTITIONS_MISSING(503, "Too little of the state can be read");

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }

    String urn() {
        return "urn:blackroad:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What an error of the HTTP layer below the routes is called. */
    static ProblemType ofStatus(int status) {
        return switch (status) {
            case 404 -> UNKNOWN_ROUTE;
            case 405 -> METHOD_NOT_ALLOWED;
            case 414 -> URI_TOO_LONG;
            case 431 -> HEADERS_TOO_LARGE;
            case 505 -> BAD_REQUEST;
            default -> status >= 500 ? INTERNAL : BAD_REQUEST;
        };
    }
}
