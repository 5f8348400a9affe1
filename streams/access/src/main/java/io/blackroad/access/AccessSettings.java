package io.blackroad.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How an HTTP server is guarded. A value that exists is valid.
 *
 * @param keyFiles who has which token, see {@link KeyFile}
 * @param jwt which JSON Web Tokens are taken; empty for none
 * @param open whether a server without tokens may listen where other machines reach it
 * @param origins pages of other hosts that may ask from a browser, as {@code https://host}
 * @param requestsPerSecond questions a second that one token, or one address without one, may ask for long; twice as many
 *     at once
 * @param own the token that this process shows to others of its kind
 */
public record AccessSettings(
        List<Path> keyFiles,
        Optional<JwtSettings> jwt,
        boolean open,
        Set<String> origins,
        int requestsPerSecond,
        OwnToken own) {
    /** More than a page and its scripts need, and less than a machine that is asked by many. */
    public static final int REQUESTS_PER_SECOND = 200;

    private static final String ORIGIN = "https?://[^/\\s*]+";

    /** @throws InvalidAccessException naming everything that is wrong */
    public AccessSettings {
        keyFiles = List.copyOf(keyFiles);
        origins = Set.copyOf(origins);
        List<String> errors = new ArrayList<>();
        origins.stream()
                .filter(origin -> !origin.matches(ORIGIN))
                .forEach(origin ->
                        errors.add("origin " + origin + " must be scheme, host and port, as https://host:8443"));
        if (requestsPerSecond < 1) {
            errors.add("requests a second are " + requestsPerSecond + ", must be above 0");
        }
        if (!errors.isEmpty()) {
            throw new InvalidAccessException("access", errors);
        }
    }

    /** Everybody may do everything, from this machine. */
    public static AccessSettings none() {
        return new AccessSettings(List.of(), Optional.empty(), false, Set.of(), REQUESTS_PER_SECOND, OwnToken.NONE);
    }

    /** With these files of tokens. */
    public static AccessSettings of(Path... keyFiles) {
        return new AccessSettings(
                List.of(keyFiles), Optional.empty(), false, Set.of(), REQUESTS_PER_SECOND, OwnToken.NONE);
    }

    /** True if a token is asked for. */
    public boolean asksForTokens() {
        return !keyFiles.isEmpty() || jwt.isPresent();
    }

    /**
     * Refuses an address that others reach while nobody is asked for a token.
     *
     * @throws IllegalStateException if it is one; the message says what to do
     */
    public void requireGuarded(String host) {
        if (!asksForTokens() && !open && !isLoopback(host)) {
            throw new IllegalStateException(
                    "will not listen on " + host + ", which other machines reach, while everybody "
                            + "may do everything: say who has which token with --access FILE (or access.jwt.issuer and its "
                            + "like), listen on 127.0.0.1, or set http.open to true if something in front asks for them");
        }
    }

    static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
