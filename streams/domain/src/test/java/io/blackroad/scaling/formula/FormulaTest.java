package io.blackroad.scaling.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormulaTest {
    private static final Map<String, Integer> PLACES = Map.of("queued", 0, "cpu", 1, "lost", 2);

    private static double value(String formula) {
        return Formula.read(formula, PLACES).of(new double[] {12, 80.5, Double.NaN});
    }

    @ParameterizedTest
    @CsvSource({
        "1 + 2 * 3, 7",
        "(1 + 2) * 3, 9",
        "2 ** 3 ** 2, 512",
        "-queued + 1, -11",
        "7 % 4, 3",
        "queued / 5, 2.4",
        "queued > 10 && cpu < 90 ? 1 : 0, 1",
        "'queued > 20 || !(cpu < 50) ? 4 : 5', 4",
        "'min(queued, cpu, 3)', 3",
        "'mean([queued, 6])', 9",
        "'median(1, 9, 4)', 4",
        "'count([queued > 1, cpu > 90, true])', 2",
        "'ceil(2.1) + floor(2.9) + round(2.5) + abs(0 - 1)', 9",
        "lost ?? queued, 12",
        "lost ?? nil ?? 5, 5",
        "queued == 12 ? queued != 12 ? 1 : 2 : 3, 2",
    })
    void computes(String formula, double result) {
        assertThat(value(formula)).isEqualTo(result);
    }

    @ParameterizedTest
    @CsvSource({"lost + 1", "'max(queued, lost)'", "lost > 1 ? 2 : 3", "queued / 0", "nil"})
    void isUnknownWhenSomethingInItIs(String formula) {
        assertThat(value(formula)).isNaN();
    }

    @ParameterizedTest
    @CsvSource({
        "queud + 1, did you mean queued?",
        "'maxx(1, 2)', did you mean max?",
        "1 +, it ends too early",
        "(1 + 2, ) is expected at character 7",
        "1 2, 2 at character 3 is not expected",
        "1 ? 2, ': is expected'",
        "1.2.3, 1.2.3 at character 1 is no number",
        "a#b, there is no a",
    })
    void saysWhatItCannotRead(String formula, String message) {
        assertThatThrownBy(() -> value(formula)).hasMessageContaining(message);
    }

    @Test
    void refusesWhatWouldExhaustIt() {
        assertThatThrownBy(() -> value("(".repeat(200) + "1" + ")".repeat(200))).hasMessageContaining("nested deeper");
        assertThatThrownBy(() -> value("1+".repeat(600) + "1")).hasMessageContaining("longer than");
        assertThatThrownBy(() -> value("-".repeat(999) + "1")).hasMessageContaining("nested deeper");
    }
}
