package io.blackroad.producer.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.blackroad.producer.sdk.InvalidSettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessFileTest {
    /** SHA-256 of {@code secret}. */
    private static final String HASH = "2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b";

    @TempDir
    Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("access"), text);
    }

    @Test
    void everyWrongLineIsNamed() throws IOException {
        Path file = file("a " + HASH + "\nb plain-token\n\n# comment\na*b " + HASH + "\n");
        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(() -> AccessFile.read(file))
                .satisfies(e -> assertThat(e.errors())
                        .hasSize(2)
                        .anySatisfy(error -> assertThat(error).startsWith("line 2 "))
                        .anySatisfy(error -> assertThat(error).startsWith("line 5 ")));
        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(() -> AccessFile.read(folder.resolve("nothing")))
                .withMessageContaining("cannot be read");
    }

    @Test
    void aTokenMayHaveSeveralAgents() throws IOException, RejectedException {
        Writer writer = AccessFile.read(file("a " + HASH + "\nteam-* " + HASH)).writer("bearer  secret");
        assertThat(writer.mayWriteAs("a")).isTrue();
        assertThat(writer.mayWriteAs("team-7")).isTrue();
        assertThat(writer.mayWriteAs("ab")).isFalse();
        assertThat(writer.mayWriteAs("tea")).isFalse();
    }
}
