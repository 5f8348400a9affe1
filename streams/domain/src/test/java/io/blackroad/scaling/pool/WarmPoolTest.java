package io.blackroad.scaling.pool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WarmPoolTest {
    private static final long SECOND = 1_000_000;

    /** Most load, in thousandths, that so many lines carry with a loss of one call in a hundred, as in any table of Erlang B. */
    @ParameterizedTest
    @CsvSource({"1, 10", "2, 152", "5, 1360", "10, 4461", "20, 12030", "50, 37900", "100, 84060"})
    void isErlangsTable(int lines, long loadMillis) {
        assertThat(WarmPool.size(loadMillis, 1_000 * SECOND, SECOND, 10)).isEqualTo(lines);
        assertThat(WarmPool.size(loadMillis + 1 + loadMillis / 100, 1_000 * SECOND, SECOND, 10))
                .isEqualTo(lines + 1);
    }

    @Test
    void nothingIsKeptForNobodyOrForAWakeThatTakesNoTime() {
        assertThat(WarmPool.size(0, SECOND, SECOND, 10)).isZero();
        assertThat(WarmPool.size(1_000, SECOND, 0, 10)).isZero();
    }

    @Test
    void theLargestPoolIsTheMost() {
        assertThat(WarmPool.size(Long.MAX_VALUE, 1, 3_600 * SECOND, 1)).isEqualTo(WarmPool.MOST);
    }
}
