package io.blackroad.streams.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What others see of us, frozen in files. After a wanted change they are written anew by {@code mvn -pl streams/app -am
 * test -Dblackroad.golden=write} and reviewed like code.
 */
public final class Golden {
    private static final Path FOLDER = Path.of("src/test/resources/golden");

    private Golden() {}

    /** True when files are to be written, not compared. */
    public static boolean writing() {
        return "write".equals(System.getProperty("blackroad.golden"));
    }

    /** Compares a text with its golden file. */
    public static void assertGolden(String name, String text) {
        Path file = FOLDER.resolve(name);
        if (writing()) {
            write(file, text);
        }
        try {
            assertThat(text)
                    .as("differs from %s; if that is wanted: -Dblackroad.golden=write", file)
                    .isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("no golden file " + file + "; write it with -Dblackroad.golden=write", e);
        }
    }

    /** Writes a file and the folders to it. */
    public static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
