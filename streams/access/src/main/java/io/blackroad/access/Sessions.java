package io.blackroad.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/**
 * Tokens of requests. Programs send theirs in the header Authorization. A browser cannot for the stream, so the page has its
 * token put into a cookie, which no script can read, no other site can send, and which changes nothing: only questions
 * are answered by it.
 */
final class Sessions {
    static final String PATH = "/v1/session";

    private static final String COOKIE = "blackroad-token";
    private static final String BEARER = "bearer ";

    /** Browsers keep no larger cookie. */
    private static final int LONGEST = 3_800;

    private static final Duration AGE = Duration.ofHours(12);

    private Sessions() {}

    /**
     * The token of a request.
     *
     * @throws RefusedException if it sends something else than a token
     */
    static Optional<String> token(Request request) throws RefusedException {
        String header = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        if (header != null) {
            if (!header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
                throw new RefusedException(
                        AccessProblem.UNAUTHENTICATED, "send a token: -H 'Authorization: Bearer TOKEN'");
            }
            return Optional.of(header.substring(BEARER.length()).strip());
        }
        boolean asks = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        return asks
                ? Request.getCookies(request).stream()
                        .filter(cookie -> cookie.getName().equals(COOKIE))
                        .map(HttpCookie::getValue)
                        .findFirst()
                : Optional.empty();
    }

    /** @throws RefusedException if the token is too long to be kept */
    static void begin(Request request, Response response, String token, Caller caller, Instant now)
            throws RefusedException {
        if (token.length() > LONGEST || !token.matches("[A-Za-z0-9._~+/=-]+")) {
            throw new RefusedException(
                    AccessProblem.FORBIDDEN, "browsers keep tokens of at most " + LONGEST + " plain characters");
        }
        Duration left = caller.until().equals(Instant.MAX) ? AGE : Duration.between(now, caller.until());
        put(request, response, token, Math.min(AGE.toSeconds(), Math.max(1, left.toSeconds())));
    }

    static void end(Request request, Response response) {
        put(request, response, "", 0);
    }

    private static void put(Request request, Response response, String token, long seconds) {
        boolean encrypted = request.isSecure()
                || "https".equalsIgnoreCase(request.getHeaders().get(HttpHeader.X_FORWARDED_PROTO));
        HttpCookie cookie = HttpCookie.build(COOKIE, token)
                .path("/")
                .maxAge(seconds)
                .httpOnly(true)
                .secure(encrypted)
                .sameSite(HttpCookie.SameSite.STRICT)
                .build();
        Response.addCookie(response, cookie);
    }
}
