package io.blackroad.streams.control;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blackroad.schema.control.Target;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetRowsTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 4_500_000_000L, 1_000_000_000_000_000L})
    void aPriceUpToAMillionDollarsAnHourIsTaken(long nanoDollars) {
        assertThatCode(() -> TargetRows.check("us-east/api", target(nanoDollars)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1_000_000_000_000_001L, Long.MAX_VALUE})
    void anAbsurdPriceOfAReplicaIsRefused(long nanoDollars) {
        assertThatThrownBy(() -> TargetRows.check("us-east/api", target(nanoDollars)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a replica of us-east/api costs ")
                .hasMessageContaining("correct the row");
    }

    @Test
    void aKeyThatIsNoTargetIsRefused() {
        assertThatThrownBy(() -> TargetRows.check("us-east/web", target(0)))
                .hasMessageContaining("are not region/service, which is us-east/api");
    }

    private static Target target(long nanoDollars) {
        return new Target("us-east/api", "us-east", "api", "api", "API", nanoDollars, Instant.EPOCH);
    }
}
