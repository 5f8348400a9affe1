package io.blackroad.access;

import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/**
 * Pages of other hosts that may ask from a browser: none, unless they are listed. They send a token of their own; the
 * session of our page is never theirs.
 */
final class Origins {
    private static final String PREFLIGHT_SECONDS = "600";

    private final Set<String> allowed;

    Origins(Set<String> allowed) {
        this.allowed = allowed;
    }

    /**
     * Tells the browser that the page may read the answer, if it may.
     *
     * @return true if that was all that the browser asks for
     */
    boolean answer(Request request, Response response) {
        String origin = request.getHeaders().get(HttpHeader.ORIGIN);
        if (allowed.isEmpty() || origin == null) {
            return false;
        }
        response.getHeaders().add(HttpHeader.VARY, "Origin");
        if (!allowed.contains(origin)) {
            return false;
        }
        response.getHeaders().put("Access-Control-Allow-Origin", origin);
        response.getHeaders().put("Access-Control-Expose-Headers", "ETag, Retry-After");
        boolean preflight = HttpMethod.OPTIONS.is(request.getMethod())
                && request.getHeaders().get("Access-Control-Request-Method") != null;
        if (preflight) {
            response.getHeaders().put("Access-Control-Allow-Methods", "GET, HEAD, POST");
            response.getHeaders()
                    .put(
                            "Access-Control-Allow-Headers",
                            "Authorization, Content-Type, Content-Encoding, If-None-Match, Last-Event-ID");
            response.getHeaders().put("Access-Control-Max-Age", PREFLIGHT_SECONDS);
            response.setStatus(204);
        }
        return preflight;
    }
}
