package io.blackroad.streams.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.schema.LoadSampled;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UtilizationTest {
    @ParameterizedTest(name = "{0} of {1} are {2} thousandths")
    @CsvSource({
        "1, 3, 333",
        "9000000000000000, 18000000000000000, 500",
        "9223372036854775807, 9223372036854775807, 1000",
        "9223372036854775807, 1, 2147483647",
        "5, 0,"
    })
    void isExactHoweverMuchIsUsed(long used, long requested, Integer expected) {
        LoadSampled sample = new LoadSampled();
        sample.setMemoryUsedBytes(used);
        sample.setMemoryRequestedBytes(requested);
        assertThat(Utilization.permille(sample, "memory")).isEqualTo(expected);
    }
}
