package io.blackroad.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
    /** SHA-256 of {@code secret}. */
    private static final String HASH = "2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b";

    @TempDir
    Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "access", ""), text);
    }

    private KeyFile read(String text) throws IOException {
        return KeyFile.read(List.of(file(text)));
    }

    @Test
    void everyWrongLineIsNamed() throws IOException {
        Path file = file("a " + HASH + "\nb plain-token\n\n# comment\na*b " + HASH + "\nada " + HASH + " king\n");
        assertThatExceptionOfType(InvalidAccessException.class)
                .isThrownBy(() -> KeyFile.read(List.of(file)))
                .satisfies(e -> assertThat(e.errors())
                        .hasSize(3)
                        .anySatisfy(error -> assertThat(error).startsWith("line 2 "))
                        .anySatisfy(error -> assertThat(error).startsWith("line 5 "))
                        .anySatisfy(
                                error -> assertThat(error).startsWith("line 6 ").contains("read, operate, admin")));
        assertThatExceptionOfType(InvalidAccessException.class)
                .isThrownBy(() -> KeyFile.read(List.of(folder.resolve("nothing"))))
                .withMessageContaining("cannot be read");
    }

    @Test
    void aTokenMayHaveSeveralAgentsAndARole() throws IOException {
        Caller caller = read("a " + HASH + "\nteam-* " + HASH.toUpperCase(java.util.Locale.ROOT))
                .caller("secret")
                .orElseThrow();
        assertThat(caller.mayWriteAs("a")).isTrue();
        assertThat(caller.mayWriteAs("team-7")).isTrue();
        assertThat(caller.mayWriteAs("ab")).isFalse();
        assertThat(caller.mayWriteAs("tea")).isFalse();
        assertThat(caller.may(Role.READ)).isFalse();
        Caller both = read("a " + HASH + "\nada " + HASH + " read\nada " + HASH + " operate")
                .caller("secret")
                .orElseThrow();
        assertThat(both.may(Role.OPERATE)).isTrue();
        assertThat(both.may(Role.ADMIN)).isFalse();
        assertThat(both.mayWriteAs("anybody")).isTrue();
    }

    @Test
    void nobodyHasAnotherTokenNorTheHashItself() throws IOException {
        KeyFile keys = read("ada " + HASH + " admin");
        for (String token : List.of("", "Secret", "secret ", HASH)) {
            assertThat(keys.caller(token)).as(token).isEmpty();
        }
    }

    @Test
    void newTokensAreLongAndNeverTheSame() throws IOException {
        String token = Secrets.newToken();
        assertThat(token).matches("[0-9a-f]{64}").isNotEqualTo(Secrets.newToken());
        assertThat(read("x " + Secrets.hash(token)).caller(token)).isPresent();
    }
}
