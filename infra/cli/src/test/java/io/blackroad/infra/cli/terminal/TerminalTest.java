package io.blackroad.infra.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTest {

    @ParameterizedTest(name = "[{0}] TERM={1} NO_COLOR={2}")
    @CsvSource(textBlock = """
            out|err , xterm , ''  , ANSI  , ANSI
            out     , xterm , ''  , ANSI  , PLAIN
            |err    , xterm , ''  , PLAIN , ANSI
            ''      , xterm , ''  , PLAIN , PLAIN
            out|err , xterm , '1' , PLAIN , PLAIN
            out|err , dumb  , ''  , PLAIN , PLAIN
            """)
    void colouredIsWhatAPersonWatchesAndWants(String outputs, String term, String noColor, Paint out, Paint err) {
        Terminal terminal = Terminal.of(outputs.replace('|', ','), Map.of("TERM", term, "NO_COLOR", noColor));

        assertThat(terminal.outPaint()).isEqualTo(out);
        assertThat(terminal.errPaint()).isEqualTo(err);
    }

    @Test
    void withoutColoursATerminalIsStillDrawnOn() {
        Terminal terminal = Terminal.of("out,err", Map.of("NO_COLOR", "1"));

        assertThat(terminal.out()).isTrue();
        assertThat(terminal.err()).isTrue();
        assertThat(Terminal.of("out,err", Map.of("TERM", "dumb"))).isEqualTo(Terminal.NONE);
    }

    @Test
    void plainPaintChangesNothing() {
        assertThat(Paint.PLAIN.bad("WRONG")).isEqualTo("WRONG");
        assertThat(Paint.ANSI.bad("WRONG")).isEqualTo("\033[1;31mWRONG\033[0m");
    }
}
