package io.blackroad.producer.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.blackroad.producer.sdk.InvalidSettingsException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuideFleetTest {
    private static final Duration DELAY = Duration.ofSeconds(5);

    @ParameterizedTest
    @ValueSource(ints = {17, 50, 60, 100, 120, 200, 500, 1_000, 3_000, 5_000, 10_000, 30_000})
    void meetsUsualNumbersExactly(int agents) {
        assertThat(FleetPlan.guide(agents, DELAY).agents()).isEqualTo(agents);
    }

    @Test
    void refusesFewerThanTheGuideRuns() {
        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(() -> FleetPlan.guide(16, DELAY))
                .withMessageContaining("ask for 17 or more");
    }

    @Test
    void refusesTheSameTargetTwice() {
        TargetPlan target = FleetPlan.guide(17, DELAY).targets().get(0);
        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(() -> new FleetPlan(List.of(target, target)))
                .withMessageContaining("us-east/api is there twice");
    }

    @Test
    void namesEveryErrorOfATarget() {
        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(() -> new TargetPlan("US", "", null, 1, 2, 0, 0, 0, 0, "", null))
                .satisfies(e -> assertThat(e.errors()).hasSize(7));
    }
}
