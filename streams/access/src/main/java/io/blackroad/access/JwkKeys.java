package io.blackroad.access;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The issuer's public keys. They are read by a thread of their own, never by one that answers: a slow issuer must not slow
 * down requests. Keys that were read stay until newer ones are.
 */
final class JwkKeys implements JWKSource<SecurityContext> {
    private static final Logger LOG = LoggerFactory.getLogger(JwkKeys.class);
    private static final long EVERY = Duration.ofMinutes(5).toNanos();

    /** A token with an unknown key may be of a new one; anybody can make such tokens, so it is looked up at most so often. */
    private static final long SOON = Duration.ofSeconds(10).toNanos();

    private static final int TIMEOUT_MILLIS = 2_000;
    private static final int MOST_BYTES = 1 << 20;

    private final URI from;
    private final LongSupplier nanos;
    private volatile JWKSet keys;
    private volatile boolean missed;
    private long lookedAt;
    private boolean failed;

    JwkKeys(URI from, LongSupplier nanos) {
        this.from = from;
        this.nanos = nanos;
    }

    /** True once keys were read. */
    boolean areThere() {
        return keys != null;
    }

    @Override
    public List<JWK> get(JWKSelector selector, SecurityContext context) {
        JWKSet known = keys;
        List<JWK> fitting = known == null ? List.of() : selector.select(known);
        missed |= fitting.isEmpty();
        return fitting;
    }

    /**
     * Reads them if it is time to.
     *
     * @return true if they have changed
     */
    boolean refresh() {
        long now = nanos.getAsLong();
        boolean first = lookedAt == 0;
        long wait = missed || keys == null ? SOON : EVERY;
        if (!first && now - lookedAt < wait) {
            return false;
        }
        lookedAt = now == 0 ? 1 : now;
        missed = false;
        try {
            JWKSet read = JWKSet.parse(text()).toPublicJWKSet();
            boolean changed = keys == null || !read.toString().equals(keys.toString());
            keys = read;
            if (changed || failed) {
                LOG.info("read {} keys of {}", read.size(), from);
            }
            failed = false;
            return changed;
        } catch (IOException | ParseException | RuntimeException e) {
            LOG.error(
                    "the keys of {} cannot be read ({}); {}, and it is tried again",
                    from,
                    e.toString(),
                    keys == null ? "no JSON Web Token is taken until then" : "those read before stay in force");
            failed = true;
            return false;
        }
    }

    private String text() throws IOException {
        return from.getScheme().equals("file")
                ? Files.readString(Path.of(from))
                : new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, MOST_BYTES)
                        .retrieveResource(from.toURL())
                        .getContent();
    }
}
