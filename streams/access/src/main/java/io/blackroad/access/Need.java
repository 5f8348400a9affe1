package io.blackroad.access;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Request;

/** What a request needs. What is not known here needs the most. */
enum Need {
    /** Nothing: probes, the page without its numbers, what the server offers. */
    NOTHING(null),
    /** A token that may tell facts of some agent; of which ones, is looked at fact by fact. */
    TELL(null),
    READ(Role.READ),
    OPERATE(Role.OPERATE),
    ADMIN(Role.ADMIN);

    static final String EVENTS = "/v1/events";

    private static final Set<String> OPEN = Set.of("/", "/health", "/ready", "/openapi.json");
    private static final Pattern FILE_OF_THE_PAGE = Pattern.compile("/assets/[a-z0-9.-]+");
    private static final Pattern DRY_RUN = Pattern.compile("/v1/decisions/.*/dry-run/?");

    private final Role role;

    Need(Role role) {
        this.role = role;
    }

    Optional<Role> role() {
        return Optional.ofNullable(role);
    }

    /** True for a path that needs nothing. */
    static boolean isOpen(String path) {
        return OPEN.contains(path) || FILE_OF_THE_PAGE.matcher(path).matches();
    }

    /** By method and path. Paths that can be read in two ways open nothing. */
    static Need of(Request request) {
        String path = Request.getPathInContext(request);
        boolean plain = path.equals(request.getHttpURI().getPath());
        String method = request.getMethod();
        if (method.equals("GET") || method.equals("HEAD")) {
            if (plain && isOpen(path)) {
                return NOTHING;
            }
            return DRY_RUN.matcher(path).matches() ? OPERATE : READ;
        }
        return method.equals("POST") && path.equals(EVENTS) ? TELL : ADMIN;
    }
}
