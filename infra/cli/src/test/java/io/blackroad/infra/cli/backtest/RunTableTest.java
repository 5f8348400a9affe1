package io.blackroad.infra.cli.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunTableTest {
    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "\r=1+1", "=1+1\nsecond line"})
    void aNameIsNoFormulaForASpreadsheet(String name) {
        assertThat(RunTable.cell(name)).matches("(?s)\"?'.*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b", "a\"b", "a\nb", "a\rb"})
    void aNameIsOneCell(String name) {
        assertThat(RunTable.cell(name)).isEqualTo('"' + name.replace("\"", "\"\"") + '"');
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1.5", "2.0E-4", "adaptive", "mine.yaml"})
    void whatHarmsNobodyStaysAsItIs(String text) {
        assertThat(RunTable.cell(text)).isEqualTo(text);
    }
}
