package io.blackroad.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Texts that others rely on, kept as files. A wanted change is written by
 * {@code mvn -pl infra/cli -am test -Dblackroad.golden=write} and reviewed like code.
 */
public final class Golden {
    private static final Path FOLDER = Path.of("src/test/resources/golden");

    private Golden() {}

    public static void check(String name, String actual) {
        check(FOLDER.resolve(name), actual);
    }

    /** A file that lies elsewhere, because people read it there. */
    public static void check(Path file, String actual) {
        try {
            if ("write".equals(System.getProperty("blackroad.golden"))) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, actual);
            }
            assertThat(actual)
                    .as("differs from %s; if that is wanted: -Dblackroad.golden=write", file)
                    .isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("no golden file " + file + "; write it with -Dblackroad.golden=write", e);
        }
    }
}
