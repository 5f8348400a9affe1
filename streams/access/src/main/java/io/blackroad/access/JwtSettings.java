package io.blackroad.access;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Which JSON Web Tokens are taken. A value that exists is valid.
 *
 * @param issuer exactly what a token's {@code iss} must say
 * @param audience what must be among its {@code aud}
 * @param keys the issuer's public keys (JWKS): a file, or an https URL, which is read again every few minutes
 * @param algorithms signatures that are taken; never {@code none}, and none whose key is shared
 * @param rolesClaim claim with the roles, dots lead into objects: a list or words
 * @param agentsClaim claim with the agents whose facts may be told: a list of ids or prefixes, or {@code sub}
 */
public record JwtSettings(
        String issuer, String audience, URI keys, Set<String> algorithms, String rolesClaim, String agentsClaim) {

    /** With public keys. A shared key would let everybody who can check tokens make them. */
    public static final Set<String> ALGORITHMS =
            Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

    /** @throws InvalidAccessException naming everything that is wrong */
    public JwtSettings {
        algorithms = Set.copyOf(algorithms);
        List<String> errors = new ArrayList<>();
        requireText(errors, "issuer", issuer);
        requireText(errors, "audience", audience);
        requireText(errors, "roles claim", rolesClaim);
        requireText(errors, "agents claim", agentsClaim);
        if (algorithms.isEmpty() || !ALGORITHMS.containsAll(algorithms)) {
            errors.add("algorithms " + algorithms + " must be some of "
                    + ALGORITHMS.stream().sorted().toList());
        }
        if (!isTrustworthy(keys)) {
            errors.add("keys " + keys
                    + " must be a file or an https URL; whoever can change them on the way makes tokens");
        }
        if (!errors.isEmpty()) {
            throw new InvalidAccessException("JSON Web Tokens", errors);
        }
    }

    private static void requireText(List<String> errors, String what, String text) {
        if (text.isBlank()) {
            errors.add(what + " is empty");
        }
    }

    private static boolean isTrustworthy(URI keys) {
        return switch (String.valueOf(keys.getScheme())) {
            case "file" -> true;
            case "https" -> keys.getHost() != null;
            case "http" -> isHere(keys.getHost());
            default -> false;
        };
    }

    private static boolean isHere(String host) {
        try {
            return host != null && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
