package io.blackroad.infra.cli.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.access.Secrets;
import io.blackroad.infra.cli.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenCommandTest {
    @TempDir
    Path folder;

    @Test
    void printsTheTokenOnceAndKeepsItsHashAlone() throws IOException {
        World reader = new World(folder);
        assertThat(reader.run("token", "ada", "--role", "read", "--access", "access.txt"))
                .isZero();
        World agent = new World(folder);
        assertThat(agent.run("token", "team-*", "--access", "access.txt")).isZero();
        assertThat(Files.readString(folder.resolve("access.txt")))
                .isEqualTo("ada " + Secrets.hash(reader.out().strip()) + " read\n" + "team-* "
                        + Secrets.hash(agent.out().strip()) + "\n");
        assertThat(reader.err()).doesNotContain(reader.out().strip());
    }

    @Test
    void aWrongNameOrRoleWritesNothing() {
        for (String[] wrong : new String[][] {
            {"token", "a b", "--access", "x"}, {"token", "ada", "--role", "king", "--access", "x"}, {"token", "ada"}
        }) {
            assertThat(new World(folder).run(wrong)).isEqualTo(2);
        }
        assertThat(folder.resolve("x")).doesNotExist();
    }
}
