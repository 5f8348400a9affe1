package io.blackroad.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checks JSON Web Tokens: signature, algorithm, issuer, audience and times; then reads what their owner may do. */
final class JwtCheck {
    /** Scopes are shared by everything that an issuer serves, so a role may be written with our name before it. */
    private static final String PREFIX = "blackroad:";

    private static final String SUBJECT = "sub";
    private static final int SKEW_SECONDS = 30;
    private static final int MOST_AGENTS = 1_000;

    private final JwtSettings settings;
    private final JwkKeys keys;
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    JwtCheck(JwtSettings settings, JwkKeys keys, InstantSource clock) {
        this.settings = settings;
        this.keys = keys;
        Set<JWSAlgorithm> algorithms =
                settings.algorithms().stream().map(JWSAlgorithm::parse).collect(Collectors.toSet());
        // An id token or a logout token of the same issuer says other types.
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithms, keys));
        processor.setJWTClaimsSetVerifier(new Claims(settings, clock));
    }

    /** True for what looks like a signed token rather than a key. */
    static boolean looksLikeOne(String token) {
        return token.startsWith("eyJ") && token.chars().filter(c -> c == '.').count() == 2;
    }

    /** @throws RefusedException if the token is not one of the issuer for us, now */
    Caller caller(String token) throws RefusedException {
        try {
            return caller(processor.process(token, null));
        } catch (ParseException e) {
            throw new RefusedException(AccessProblem.UNAUTHENTICATED, "the token is no JSON Web Token");
        } catch (BadJWTException e) {
            throw new RefusedException(AccessProblem.UNAUTHENTICATED, "the token does not hold: " + e.getMessage());
        } catch (BadJOSEException | JOSEException e) {
            if (!keys.areThere()) {
                throw new RefusedException(
                        AccessProblem.KEYS_UNAVAILABLE, "the issuer's keys were not read yet; ask again", 2);
            }
            throw new RefusedException(
                    AccessProblem.UNAUTHENTICATED,
                    "the token is not signed by a key of the issuer with one of "
                            + settings.algorithms().stream().sorted().toList());
        }
    }

    private Caller caller(JWTClaimsSet claims) throws RefusedException {
        List<String> agents = agents(claims);
        if (agents.size() > MOST_AGENTS) {
            throw new RefusedException(
                    AccessProblem.UNAUTHENTICATED,
                    "the token names " + agents.size() + " agents; " + MOST_AGENTS + " are allowed, or a prefix*");
        }
        Optional<Role> role = words(claim(claims, settings.rolesClaim()))
                .map(word -> word.startsWith(PREFIX) ? word.substring(PREFIX.length()) : word)
                .flatMap(word -> Role.of(word).stream())
                .max(Role::compareTo);
        return new Caller(
                claims.getSubject(),
                role,
                agents,
                claims.getExpirationTime().toInstant().plusSeconds(SKEW_SECONDS));
    }

    /** A subject is somebody's name and no pattern, whatever characters it has. */
    private List<String> agents(JWTClaimsSet claims) {
        if (settings.agentsClaim().equals(SUBJECT)) {
            return claims.getSubject().endsWith("*") ? List.of() : List.of(claims.getSubject());
        }
        return words(claim(claims, settings.agentsClaim()))
                .filter(KeyFile::isPattern)
                .toList();
    }

    private static Object claim(JWTClaimsSet claims, String path) {
        Object value = claims.getClaims().get(path);
        if (value != null) {
            return value;
        }
        value = claims.getClaims();
        for (String step : path.split("\\.")) {
            value = value instanceof Map<?, ?> object ? object.get(step) : null;
        }
        return value;
    }

    /** A list of texts, or one text with spaces between. */
    private static Stream<String> words(Object claim) {
        if (claim instanceof Collection<?> many) {
            return many.stream().filter(String.class::isInstance).map(String.class::cast);
        }
        return claim instanceof String text
                ? Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty())
                : Stream.empty();
    }

    /** On a clock that tests can set; a token without an end is none. */
    private static final class Claims extends DefaultJWTClaimsVerifier<SecurityContext> {
        private final InstantSource clock;

        Claims(JwtSettings settings, InstantSource clock) {
            super(
                    Set.of(settings.audience()),
                    new JWTClaimsSet.Builder().issuer(settings.issuer()).build(),
                    Set.of(SUBJECT, "exp"),
                    Set.of());
            this.clock = clock;
            setMaxClockSkew(SKEW_SECONDS);
        }

        @Override
        protected Date currentTime() {
            return Date.from(Instant.ofEpochMilli(clock.millis()));
        }
    }
}
