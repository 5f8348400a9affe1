package io.blackroad.access;

import java.util.Locale;

/** Why somebody is not let in. The names are a contract: programs tell errors apart by the type. */
public enum AccessProblem {
    UNAUTHENTICATED(401, "A token is needed"),
    FORBIDDEN(403, "The token does not allow this"),
    METHOD_NOT_ALLOWED(405, "The route has no such method"),
    WRONG_HOST(421, "The request is for another host"),
    RATE_LIMITED(429, "Too many requests"),
    KEYS_UNAVAILABLE(503, "Tokens cannot be checked yet");

    private final int status;
    private final String title;

    AccessProblem(int status, String title) {
        this.status = status;
        this.title = title;
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }

    /** Its type in answers. */
    public String urn() {
        return "urn:blackroad:problem:" + label();
    }

    /** Its name in types and metrics. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
