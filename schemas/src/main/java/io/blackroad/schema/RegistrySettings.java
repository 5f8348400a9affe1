package io.blackroad.schema;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;
import javax.net.ssl.SSLContext;

/**
 * How a {@link RegistryClient} reaches its registry. Printed without its secrets.
 *
 * @param url root of the Confluent protocol, as in {@code http://127.0.0.1:8081} or {@code .../apis/ccompat/v7}; without
 *     user and password
 * @param authorization value of the Authorization header; null for none
 * @param tls trust and identity for https; null for the JVM's own
 * @param timeout how long to connect, and how long to wait for one answer
 * @param attempts how often a call is made before the registry counts as unreachable; at least 1
 * @param pause how long to wait before the second attempt; doubles with each further one
 */
public record RegistrySettings(
        URI url, String authorization, SSLContext tls, Duration timeout, int attempts, Duration pause) {

    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);
    private static final int DEFAULT_ATTEMPTS = 5;

    /** 0.2, 0.4, 0.8 and 1.6 s between the default attempts outlast a registry's restart of 3 s. */
    private static final Duration DEFAULT_PAUSE = Duration.ofMillis(200);

    public RegistrySettings {
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts are " + attempts + "; at least 1 is needed");
        }
        Objects.requireNonNull(timeout, "timeout");
        Objects.requireNonNull(pause, "pause");
        if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme()) || url.getHost() == null) {
            throw new IllegalArgumentException(
                    "the registry's address is " + shown(url) + "; it looks like http://host:port");
        }
    }

    /** The defaults; {@code user:password@} before the host is taken as basic authentication. */
    public static RegistrySettings of(URI url) {
        RegistrySettings plain =
                new RegistrySettings(withoutUser(url), null, null, DEFAULT_TIMEOUT, DEFAULT_ATTEMPTS, DEFAULT_PAUSE);
        String user = url.getUserInfo();
        if (user == null) {
            return plain;
        }
        int colon = user.indexOf(':');
        return colon < 0
                ? plain.withBasicAuth(user, "")
                : plain.withBasicAuth(user.substring(0, colon), user.substring(colon + 1));
    }

    /** With basic authentication. */
    public RegistrySettings withBasicAuth(String user, String password) {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        String basic = "Basic " + Base64.getEncoder().encodeToString(pair);
        return new RegistrySettings(url, basic, tls, timeout, attempts, pause);
    }

    /** With trust and identity of its own for https. */
    public RegistrySettings withTls(SSLContext context) {
        return new RegistrySettings(url, authorization, context, timeout, attempts, pause);
    }

    /** With other patience. */
    public RegistrySettings withPatience(Duration newTimeout, int newAttempts, Duration newPause) {
        return new RegistrySettings(url, authorization, tls, newTimeout, newAttempts, newPause);
    }

    @Override
    public String toString() {
        return "RegistrySettings[url=" + url + ", authorization=" + (authorization == null ? "none" : "***") + ", tls="
                + (tls == null ? "default" : "own") + ", timeout=" + timeout + ", attempts=" + attempts + ", pause="
                + pause + "]";
    }

    private static URI withoutUser(URI url) {
        if (url.getUserInfo() == null) {
            return url;
        }
        try {
            return new URI(url.getScheme(), null, url.getHost(), url.getPort(), url.getPath(), null, null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("the registry's address is " + shown(url), e);
        }
    }

    private static String shown(URI url) {
        return url.toString().replaceFirst("//[^/@]*@", "//***@");
    }
}
