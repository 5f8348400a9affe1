package io.blackroad.producer.sdk;

import io.blackroad.schema.EventId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Identities of facts, derived and never drawn: the same fact has the same one in every retry and every re-run. They
 * are UUIDs of version 8, the version for ids of one's own making.
 */
public final class EventIds {
    private static final long VERSION_MASK = 0xF000L;
    private static final long VERSION_8 = 0x8000L;
    private static final long VARIANT_MASK = 0xC000_0000_0000_0000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private EventIds() {}

    /** Identity of what these names, in this order, name. */
    public static EventId of(String... names) {
        ByteBuffer digest = ByteBuffer.wrap(digest(names));
        return of(digest.getLong(), digest.getLong());
    }

    /** The first 128 bits as they are, but for the six that a UUID has for its version and variant. */
    static EventId of(long high, long low) {
        byte[] bytes = new byte[16];
        ByteBuffer.wrap(bytes).putLong(high & ~VERSION_MASK | VERSION_8).putLong(low & ~VARIANT_MASK | VARIANT);
        return new EventId(bytes);
    }

    /** SHA-256 of the names, each ended by a zero byte so that ("a", "bc") and ("ab", "c") differ. */
    public static byte[] digest(String... names) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            for (String name : names) {
                sha256.update(name.getBytes(StandardCharsets.UTF_8));
                sha256.update((byte) 0);
            }
            return sha256.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
