package io.blackroad.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.infra.cli.query.FakeServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Colours are for a person at a terminal who wants them; what they say stands there in words, too. */
class ColoursTest {
    private static final String ESCAPE = "\033";
    private static final String DECISIONS = """
            {"items":[
              {"decisionId":"us-east.api.2","region":"us-east","service":"api","direction":"UP","fromReplicas":5,
               "toReplicas":7,"binding":"NONE","decidedAt":"2026-02-05T10:59:59Z","reason":"a \\u001b[2J DOWN b"},
              {"decisionId":"us-east.api.1","region":"us-east","service":"api","direction":"HOLD","fromReplicas":5,
               "toReplicas":5,"binding":"COOLDOWN","decidedAt":"2026-02-05T10:59:58Z","reason":"waits"}],
             "next":null}""";

    @TempDir
    Path folder;

    @Test
    void decisionsHaveTheirDirectionInColour() {
        String coloured = decisions(new World(folder).onTerminal());
        String plain = decisions(new World(folder));

        assertThat(coloured.lines())
                .anySatisfy(line -> assertThat(line).contains("us-east/api        \033[2mHOLD\033[0m 5 -> 5"))
                .anySatisfy(line -> assertThat(line).contains("us-east/api        \033[36mUP\033[0m   5 -> 7"));
        assertThat(plain).doesNotContain(ESCAPE);
        assertThat(coloured.replaceAll("\033\\[[0-9;]*m", "")).isEqualTo(plain);
    }

    @Test
    void noColorTakesThemAway() {
        assertThat(decisions(new World(folder).with("NO_COLOR", "1").onTerminal()))
                .doesNotContain(ESCAPE);
    }

    @Test
    void helpAndFailuresHaveSomeOnlyOnATerminal() {
        World person = new World(folder).onTerminal();
        assertThat(person.run("--help")).isZero();
        assertThat(person.run("statsu")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(person.run("status", "--server", "http://127.0.0.1:1")).isEqualTo(ExitCode.FAILED);
        assertThat(person.out()).contains(ESCAPE);
        assertThat(person.err().lines().filter(line -> line.startsWith("\033[1;31mscale.sh:\033[0m ")))
                .hasSize(2);

        World file = new World(folder);
        file.run("--help");
        file.run("statsu");
        file.run("status", "--server", "http://127.0.0.1:1");
        assertThat(file.out() + file.err()).doesNotContain(ESCAPE);
    }

    @Test
    void aWatchedStatusIsDrawnInItsPlaceOnlyOnATerminal() {
        String status = "{\"agents\":{},\"services\":[],\"load\":{},\"events\":[]}";
        try (FakeServer server = new FakeServer().with("/v1/status", 200, status)) {
            World person = new World(folder).onTerminal().withRounds(1);
            World file = new World(folder).withRounds(1);
            person.run("status", "--watch", "--server", server.url());
            file.run("status", "--watch", "--server", server.url());

            assertThat(person.out().split("\033\\[H\033\\[2J", -1)).hasSize(3);
            assertThat(file.out()).doesNotContain(ESCAPE);
        }
    }

    private static String decisions(World world) {
        try (FakeServer server = new FakeServer().with("/v1/decisions", 200, DECISIONS)) {
            assertThat(world.run("decisions", "--server", server.url())).isZero();
        }
        return world.out();
    }
}
