package io.blackroad.access;

import org.eclipse.jetty.server.Request;

/**
 * Which names a server may be called by. One that is open to this machine alone answers to this machine's names alone:
 * otherwise the page of any host could have its name lead here, and a browser would let it read everything.
 */
final class Hosts {
    private final boolean any;

    Hosts(AccessSettings settings) {
        this.any = settings.asksForTokens() || settings.open();
    }

    /** @throws RefusedException if the request is for another host */
    void check(Request request) throws RefusedException {
        String called = Request.getServerName(request);
        if (!any && request.getHeaders().contains("Host") && !isHere(called)) {
            throw new RefusedException(
                    AccessProblem.WRONG_HOST,
                    "this server is open to its own machine alone and answers to 127.0.0.1 and localhost; behind a "
                            + "proxy give it --access FILE, or set http.open to true");
        }
    }

    /** By its form alone: looking a name up would ask whoever owns it. */
    private static boolean isHere(String name) {
        return name == null
                || name.equalsIgnoreCase("localhost")
                || name.matches("127(\\.\\d{1,3}){3}")
                || name.equals("[::1]")
                || name.equals("::1");
    }
}
