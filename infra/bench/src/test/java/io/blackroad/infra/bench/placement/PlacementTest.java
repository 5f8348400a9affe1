package io.blackroad.infra.bench.placement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlacementTest {
    @Test
    void everyRegionIsBroughtIntoTheBandWithTheFewestMovesAndWithinItsShares() {
        assertThat(RebalanceCases.run()).hasSize(9).allSatisfy(row -> {
            assertThat(row.maxPercent()).isLessThanOrEqualTo(110);
            assertThat(row.minPercent()).isGreaterThanOrEqualTo(90);
            assertThat(row.moves()).isBetween(row.lowerBound(), row.lowerBound() * 105 / 100);
            assertThat(row.newcomerSeconds()).isLessThanOrEqualTo(60);
            assertThat(row.newcomerSeconds() >= 0).isEqualTo(row.name().contains("empty"));
            assertThat(row.largestRoundPercent()).isLessThanOrEqualTo(10);
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 20_261_124})
    void loadsThatAreSecondsOldStillSpreadTheAgents(long seed) {
        StaleLoads.Result result = StaleLoads.run(seed);
        assertThat(result.agents()).isEqualTo(60_000);
        assertThat(result.worstPercent()).isLessThanOrEqualTo(105);
        assertThat(result.twice()).isZero();
    }
}
