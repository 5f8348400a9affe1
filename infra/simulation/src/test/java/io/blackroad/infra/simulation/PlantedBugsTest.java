package io.blackroad.infra.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The test of the test: each fault planted in our own code breaks its promise in some world, and in no world another. */
class PlantedBugsTest {
    private static final int WORLDS = 40;

    @ParameterizedTest
    @CsvSource({
        "DEAD_LETTER_DROPPED, I1_BALANCE",
        "LEDGER_OUTLIVES_CRASH, I1_BALANCE",
        "READ_UNCOMMITTED, I2_DECISION_LOG",
        "CLOCK_IN_DECISION, I3_DETERMINISM",
        "FENCE_DROPPED, I4_FENCE",
        "DOUBLE_GRANT, I4_FENCE",
        "COOLDOWN_FORGOTTEN, I5_BOUNDS",
        "MISSING_COUNTS_AS_IDLE, I6_HOLD",
        "DELTAS, I7_CONVERGENCE",
        "COST_PAST_LAST_FACT, I9_MONEY",
        "COUNTED_TWICE_AFTER_MOVE, PLACES",
        "MOVES_FORGOTTEN, PLANS",
        "PLAN_OUTLIVES_WORKER, PLANS"
    })
    void turnsExactlyItsPromiseRed(Bug bug, Invariant promise) {
        assertThat(LongStream.range(0, WORLDS)
                        .parallel()
                        .mapToObj(seed -> Simulation.play(seed, bug).broken())
                        .filter(broken -> !broken.isEmpty())
                        .distinct())
                .containsExactly(Set.of(promise));
    }
}
