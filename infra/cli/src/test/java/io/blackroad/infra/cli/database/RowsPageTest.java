package io.blackroad.infra.cli.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowsPageTest {
    private static final Rows ROWS = new Rows(
            List.of("state", "count"),
            List.of(false, true),
            List.of(List.of("COMPLETED", "7"), Arrays.asList(null, "12345"), List.of("\u001b[31mred\n", "1")),
            false);

    @Test
    void columnsAreAlignedAndNumbersToTheRight() {
        assertThat(RowsPage.table(ROWS))
                .containsExactly(
                        "state      count", "COMPLETED      7", "-          12345", "\uFFFD[31mred\uFFFD      1");
    }

    @Test
    void noCellSteersATerminalOrTurnsItsLineAround() {
        Rows rows = new Rows(
                List.of("agent", "reason"),
                List.of(false, false),
                List.of(List.of("a\u009b31m", "1 \u202elufmrah")),
                false);

        assertThat(RowsPage.table(rows)).containsExactly("agent  reason", "a\uFFFD31m  1 \uFFFDlufmrah");
    }

    @Test
    void aLongValueIsCutUnlessItIsTheLast() {
        String text = "x".repeat(100);
        Rows rows = new Rows(List.of("cause", "reason"), List.of(false, false), List.of(List.of(text, text)), false);

        assertThat(RowsPage.table(rows).get(1)).isEqualTo("x".repeat(57) + "...  " + text);
    }

    @Test
    void jsonKeepsNumbersNullsAndWholeTexts() {
        assertThat(RowsPage.json(ROWS))
                .containsExactly(
                        "{\"state\":\"COMPLETED\",\"count\":7}",
                        "{\"state\":null,\"count\":12345}",
                        "{\"state\":\"\\u001B[31mred\\n\",\"count\":1}");
    }

    @Test
    void numbersThatAreNoneStayTexts() {
        Rows rows = new Rows(List.of("n"), List.of(true), List.of(List.of("NaN"), List.of("1.50")), false);

        assertThat(RowsPage.json(rows)).containsExactly("{\"n\":\"NaN\"}", "{\"n\":1.50}");
    }
}
