package io.blackroad.producer.gateway;

import java.util.Locale;

/** Why a fact or a request was not taken. The names are a contract: programs tell errors apart by the type. */
enum ProblemType {
    BAD_REQUEST(400, "The request cannot be read"),
    INVALID_JSON(400, "The body is not JSON"),
    FORBIDDEN(403, "The token is not for this agent"),
    UNKNOWN_ROUTE(404, "There is no such route"),
    METHOD_NOT_ALLOWED(405, "The route has no such method"),
    BODY_TOO_SLOW(408, "The body did not arrive in time"),
    BODY_TOO_LARGE(413, "The body is too large"),
    BATCH_TOO_LARGE(413, "The batch has too many facts"),
    URI_TOO_LONG(414, "The address is too long"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body is of a kind that is not taken"),
    UNSUPPORTED_ENCODING(415, "The body is compressed in a way that is not taken"),
    INVALID_FACT(422, "A fact does not fit its schema"),
    RATE_LIMITED(429, "The agent sends too many facts"),
    TOO_MANY_NEW_AGENTS(429, "Too many agents are new at once"),
    HEADERS_TOO_LARGE(431, "The headers are too large"),
    INTERNAL(500, "The server failed"),
    NOT_READY(503, "The gateway has not connected yet"),
    BUFFER_FULL(503, "The gateway holds as many facts as it may"),
    OVERLOADED(503, "More facts are sent than Kafka takes"),
    KAFKA_UNAVAILABLE(503, "Kafka did not take the fact"),
    OUTCOME_UNKNOWN(503, "It is not known yet whether Kafka took an earlier attempt");

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
        return "urn:blackroad:problem:" + label();
    }

    /** Its name in types and metrics. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Which of several stands for a batch: what another try can mend comes first, the client's own mistakes last. */
    int weight() {
        return switch (status) {
            case 503 -> 4;
            case 429 -> 3;
            case 403 -> 2;
            default -> 1;
        };
    }

    /** What an error of the HTTP layer below the routes is called. */
    static ProblemType ofStatus(int status) {
        return switch (status) {
            case 404 -> UNKNOWN_ROUTE;
            case 405 -> METHOD_NOT_ALLOWED;
            case 408 -> BODY_TOO_SLOW;
            case 413 -> BODY_TOO_LARGE;
            case 414 -> URI_TOO_LONG;
            case 431 -> HEADERS_TOO_LARGE;
            case 505 -> BAD_REQUEST;
            default -> status >= 500 ? INTERNAL : BAD_REQUEST;
        };
    }
}
