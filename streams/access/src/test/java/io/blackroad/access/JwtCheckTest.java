package io.blackroad.access;

import static io.blackroad.access.TestTokens.NOW;
import static io.blackroad.access.TestTokens.claims;
import static io.blackroad.access.TestTokens.reader;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jwt.JWTClaimsSet;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JwtCheckTest {
    private static final TestTokens ISSUER = new TestTokens("2026-11");
    private static final TestTokens FORGER = new TestTokens("2026-11");

    @TempDir
    Path folder;

    private final AtomicLong nanos = new AtomicLong(1);
    private JwkKeys keys;
    private JwtCheck check;

    @BeforeEach
    void start() {
        Path file = folder.resolve("jwks.json");
        ISSUER.publish(file);
        keys = new JwkKeys(file.toUri(), nanos::get);
        keys.refresh();
        check = new JwtCheck(TestTokens.settings(file), keys, InstantSource.fixed(NOW));
    }

    private void assertRefused(String token, String because) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> check.caller(token))
                .withMessageContaining(because)
                .satisfies(e -> assertThat(e.problem()).isEqualTo(AccessProblem.UNAUTHENTICATED));
    }

    @Test
    void aTokenOfTheIssuerIsTaken() throws RefusedException {
        Caller caller = check.caller(ISSUER.signed(reader()));
        assertThat(caller.name()).isEqualTo("ada");
        assertThat(caller.role()).contains(Role.READ);
        assertThat(caller.mayTell()).isFalse();
        assertThat(check.caller(ISSUER.ofType("at+jwt", reader())).role()).contains(Role.READ);
    }

    @Test
    void aForgedTokenIsRefused() {
        assertRefused(FORGER.signed(reader()), "not signed by a key of the issuer");
        String good = ISSUER.signed(reader());
        String[] parts = good.split("\\.");
        String admin = ISSUER.signed(claims().claim("roles", List.of("admin"))).split("\\.")[1];
        assertRefused(parts[0] + "." + admin + "." + parts[2], "not signed by a key of the issuer");
        assertRefused(ISSUER.signedWithThePublicKey(reader()), "not signed by a key of the issuer");
        assertRefused(new TestTokens("unknown").signed(reader()), "not signed by a key of the issuer");
    }

    @Test
    void aTokenWithoutASignatureIsRefused() {
        assertRefused(TestTokens.unsigned(reader()), "not signed by a key of the issuer");
    }

    @Test
    void aTokenThatHasEndedOrNotBegunIsRefused() throws RefusedException {
        assertRefused(ISSUER.signed(reader().expirationTime(Date.from(NOW.minusSeconds(31)))), "Expired");
        assertRefused(ISSUER.signed(reader().notBeforeTime(Date.from(NOW.plusSeconds(31)))), "before use time");
        assertRefused(ISSUER.signed(reader().expirationTime(null)), "missing required claims");
        // Clocks differ a little.
        assertThat(check.caller(ISSUER.signed(reader().expirationTime(Date.from(NOW.minusSeconds(20)))))
                        .role())
                .contains(Role.READ);
    }

    @Test
    void aTokenForAnotherAudienceOrOfAnotherIssuerIsRefused() {
        assertRefused(ISSUER.signed(reader().audience("payroll")), "aud");
        assertRefused(ISSUER.signed(reader().audience((String) null)), "aud");
        assertRefused(ISSUER.signed(reader().issuer("https://other.example")), "iss");
        assertRefused(ISSUER.signed(reader().subject(null)), "missing required claims");
    }

    @Test
    void aTokenForAnotherUseIsRefused() {
        assertRefused(ISSUER.ofType("logout+jwt", reader()), "not signed by a key");
    }

    @Test
    void rolesAreTheHighestOfAListOrOfWordsAndMayLieInObjects() throws RefusedException {
        assertThat(role(claims().claim("roles", List.of("read", "operate", "coffee"))))
                .contains(Role.OPERATE);
        assertThat(role(claims().claim("roles", "openid blackroad:admin"))).contains(Role.ADMIN);
        assertThat(role(claims().claim("roles", Map.of("read", true)))).isEmpty();
        assertThat(role(claims())).isEmpty();
        check = new JwtCheck(
                new JwtSettings(
                        TestTokens.ISSUER,
                        TestTokens.AUDIENCE,
                        URI.create("file:/x"),
                        Set.of("ES256"),
                        "realm_access.roles",
                        "sub"),
                keys,
                InstantSource.fixed(NOW));
        assertThat(role(claims().claim("realm_access", Map.of("roles", List.of("read")))))
                .contains(Role.READ);
        assertThat(role(claims().claim("realm_access", "read"))).isEmpty();
    }

    private Optional<Role> role(JWTClaimsSet.Builder claims) throws RefusedException {
        return check.caller(ISSUER.signed(claims)).role();
    }

    @Test
    void agentsAreThoseOfTheClaim() throws RefusedException {
        Caller team = check.caller(ISSUER.signed(claims().claim("agents", List.of("writer-1", "team-*", "a*b"))));
        assertThat(team.mayWriteAs("writer-1")).isTrue();
        assertThat(team.mayWriteAs("team-9")).isTrue();
        assertThat(team.mayWriteAs("writer-2")).isFalse();
        assertThat(team.mayWriteAs("a*b")).isFalse();
        assertThat(team.role()).isEmpty();
    }

    @Test
    void aSubjectIsNoPattern() throws RefusedException {
        check = new JwtCheck(
                new JwtSettings(
                        TestTokens.ISSUER, TestTokens.AUDIENCE, URI.create("file:/x"), Set.of("ES256"), "roles", "sub"),
                keys,
                InstantSource.fixed(NOW));
        assertThat(check.caller(ISSUER.signed(claims().subject("writer-1"))).mayWriteAs("writer-1"))
                .isTrue();
        assertThat(check.caller(ISSUER.signed(claims().subject("*"))).mayTell()).isFalse();
    }

    @Test
    void newKeysAreReadWhenATokenOfThemComesAndOldOnesStayWhenTheFileBreaks() throws Exception {
        TestTokens next = new TestTokens("2026-12");
        String token = next.signed(reader());
        assertRefused(token, "not signed by a key of the issuer");
        next.publish(folder.resolve("jwks.json"));
        nanos.addAndGet(9_000_000_000L);
        assertThat(keys.refresh()).isFalse();
        nanos.addAndGet(2_000_000_000L);
        assertThat(keys.refresh()).isTrue();
        assertThat(check.caller(token).role()).contains(Role.READ);
        assertRefused(ISSUER.signed(reader()), "not signed by a key of the issuer");

        java.nio.file.Files.writeString(folder.resolve("jwks.json"), "{broken");
        nanos.addAndGet(400_000_000_000L);
        assertThat(keys.refresh()).isFalse();
        assertThat(check.caller(token).role()).contains(Role.READ);
    }

    @Test
    void untilKeysWereReadNobodyIsToldThatTheirTokenIsWrong() {
        JwkKeys none = new JwkKeys(folder.resolve("nothing.json").toUri(), nanos::get);
        none.refresh();
        JwtCheck early =
                new JwtCheck(TestTokens.settings(folder.resolve("nothing.json")), none, InstantSource.fixed(NOW));
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> early.caller(ISSUER.signed(reader())))
                .satisfies(e -> assertThat(e.problem()).isEqualTo(AccessProblem.KEYS_UNAVAILABLE));
    }

    @Test
    void settingsThatOpenDoorsAreRefused() {
        assertThatExceptionOfType(InvalidAccessException.class)
                .isThrownBy(() -> new JwtSettings(
                        "", "a", URI.create("http://192.0.2.1/jwks"), Set.of("HS256", "none"), "roles", "agents"))
                .satisfies(e -> assertThat(e.errors())
                        .hasSize(3)
                        .anyMatch(error -> error.startsWith("issuer is empty"))
                        .anyMatch(error -> error.contains("HS256") && error.contains("must be some of"))
                        .anyMatch(error -> error.contains("https URL")));
        new JwtSettings("i", "a", URI.create("http://127.0.0.1/jwks"), Set.of("RS256"), "roles", "agents");
    }
}
