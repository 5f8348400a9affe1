package io.blackroad.sink.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs requests as the Standard Webhooks specification says, version 1: HMAC-SHA256 over {@code id.timestamp.body}, in
 * base64. Libraries for many languages check it. With two secrets each request carries two signatures, so that a receiver
 * can be given a new one without a gap.
 */
public final class WebhookSignature {
    static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHORTEST_BYTES = 24;
    private static final int LONGEST_BYTES = 64;

    private final List<SecretKeySpec> keys = new ArrayList<>();

    /**
     * @param secrets each {@code whsec_} and 24 to 64 bytes in base64
     * @throws IllegalArgumentException if one is not; its text is not repeated
     */
    public WebhookSignature(List<String> secrets) {
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("a secret is needed: " + PREFIX + " and 24 to 64 bytes in base64");
        }
        secrets.forEach(secret -> keys.add(key(secret)));
    }

    /** Value of the header {@code webhook-signature}. */
    public String of(String id, Instant at, String body) {
        String signed = id + "." + at.getEpochSecond() + "." + body;
        return keys.stream().map(key -> "v1," + signature(key, signed)).collect(Collectors.joining(" "));
    }

    private static SecretKeySpec key(String secret) {
        byte[] bytes = new byte[0];
        if (secret.startsWith(PREFIX)) {
            try {
                bytes = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
            } catch (IllegalArgumentException e) {
                // Told below, without the text of the secret.
            }
        }
        if (bytes.length < SHORTEST_BYTES || bytes.length > LONGEST_BYTES) {
            throw new IllegalArgumentException("a webhook secret is " + PREFIX + " and " + SHORTEST_BYTES + " to "
                    + LONGEST_BYTES + " bytes in base64; make one with: echo whsec_$(openssl rand -base64 32)");
        }
        return new SecretKeySpec(bytes, ALGORITHM);
    }

    private static String signature(SecretKeySpec key, String signed) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has " + ALGORITHM, e);
        }
    }
}
