package io.blackroad.infra.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final StringWriter screen = new StringWriter();
    private long now;

    @Test
    void drawsABarInItsPlaceAndTakesItAway() {
        Progress progress = progress(true);
        progress.at("trace one", 1, 4);
        progress.tick();
        assertThat(screen.toString()).as("a bar for what takes no time").isEmpty();

        now = 1_500;
        progress.tick();
        assertThat(taken()).isEqualTo("\r\033[2K[#####...............]   25 %  trace one  1 s");

        progress.at("trace two", 4, 4);
        progress.tick();
        assertThat(taken()).isEqualTo("\r\033[2K[####################]  100 %  trace two  1 s");

        progress.close();
        assertThat(taken()).isEqualTo("\r\033[2K");
        progress.tick();
        assertThat(taken()).isEmpty();
    }

    @Test
    void whatIsSaidStaysAboveTheBar() {
        Progress progress = progress(true);
        progress.at("bench", 0, 2);
        now = 600;
        progress.tick();
        taken();

        progress.say("one part is over");

        assertThat(taken())
                .startsWith("\r\033[2Kone part is over\n\r\033[2K[....")
                .endsWith("bench  0 s");
    }

    @Test
    void spinsWhereNobodyKnowsHowMuchThereIs() {
        Progress progress = progress(true);
        progress.at("asking the history", 0, 0);
        now = 3_000;
        progress.tick();
        String first = taken();
        progress.tick();

        assertThat(first).matches("\r\033\\[2K[|/\\\\-]  asking the history  3 s");
        assertThat(taken()).isNotEqualTo(first);
    }

    @Test
    void neverWrapsALine() {
        Progress progress = progress(true);
        progress.at("n".repeat(300), 99, 100);
        now = 1_000_000;
        progress.tick();

        assertThat(taken().substring("\r\033[2K".length())).hasSize(79).contains("nnn...  1000 s");
    }

    @Test
    void aFileGetsAPlainLineNowAndThen() {
        Progress progress = progress(false);
        progress.at("run 1", 1, 10);
        now = 1_900;
        progress.tick();
        assertThat(taken()).as("what is over in two seconds").isEmpty();

        now = 2_000;
        progress.tick();
        assertThat(taken()).isEqualTo(" 10 %  run 1\n");

        progress.at("run 5", 5, 10);
        now = 6_900;
        progress.tick();
        assertThat(taken()).isEmpty();
        now = 7_000;
        progress.tick();
        assertThat(taken()).isEqualTo(" 50 %  run 5\n");
    }

    @Test
    void whatStandsStillIsNotToldAgain() {
        Progress progress = progress(false);
        progress.at("asking", 0, 0);
        now = 2_000;
        progress.tick();
        now = 60_000;
        progress.tick();

        assertThat(taken()).isEqualTo("asking\n");
    }

    @Test
    void drawsByItselfUntilItIsClosed() throws InterruptedException {
        StringWriter shared = screen;
        Progress progress = Progress.start(new PrintWriter(shared), true, () -> now);
        progress.at("work", 0, 1);
        synchronized (progress) {
            now = 10_000;
            while (!shared.toString().contains("work")) {
                progress.wait(10);
            }
        }
        progress.close();

        assertThat(shared.toString()).endsWith("\r\033[2K");
    }

    private Progress progress(boolean live) {
        return new Progress(new PrintWriter(screen), live, () -> now);
    }

    private String taken() {
        String text = screen.toString().replace(System.lineSeparator(), "\n");
        screen.getBuffer().setLength(0);
        return text;
    }
}
