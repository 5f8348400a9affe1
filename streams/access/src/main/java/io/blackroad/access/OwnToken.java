package io.blackroad.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The token that this process shows when it asks others. A file is read each time, so a new token needs no restart. */
public final class OwnToken {
    /** Shows none. */
    public static final OwnToken NONE = new OwnToken("", null);

    private final String text;
    private final Path file;

    private OwnToken(String text, Path file) {
        this.text = text;
        this.file = file;
    }

    /** One that never changes. */
    public static OwnToken of(String text) {
        return text.isBlank() ? NONE : new OwnToken(text.strip(), null);
    }

    /** One that lies in a file, alone. */
    public static OwnToken in(Path file) {
        return new OwnToken("", file);
    }

    /** Where it lies; empty if it lies in no file. */
    public Optional<Path> file() {
        return Optional.ofNullable(file);
    }

    /**
     * The token now.
     *
     * @throws IllegalStateException if the file cannot be read
     */
    public Optional<String> text() {
        if (file == null) {
            return Optional.of(text).filter(token -> !token.isEmpty());
        }
        try {
            return Optional.of(Files.readString(file).strip()).filter(token -> !token.isEmpty());
        } catch (IOException e) {
            throw new IllegalStateException("the token file " + file + " cannot be read: " + e, e);
        }
    }

    /** What the header Authorization says; empty without a token. */
    public Optional<String> authorization() {
        return text().map(token -> "Bearer " + token);
    }

    @Override
    public String toString() {
        return file == null ? (text.isEmpty() ? "none" : "***") : file.toString();
    }
}
