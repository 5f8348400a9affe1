package io.blackroad.sink.memory;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** Scripts that run inside the servers; each is a resource beside this class. */
enum Script {
    GET,
    STATE,
    SET,
    DELETE,
    MERGE,
    LIFT,
    LAND,
    CLEAR,
    INSTALL;

    private final String text;
    private final String digest;

    Script() {
        this.text = resource(name().toLowerCase(Locale.ROOT) + ".lua");
        this.digest = sha1(text);
    }

    String text() {
        return text;
    }

    /** What Redis calls it once it has seen it. */
    String digest() {
        return digest;
    }

    private static String resource(String name) {
        try (InputStream in = Script.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the script " + name, e);
        }
    }

    private static String sha1(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-1", e);
        }
    }
}
