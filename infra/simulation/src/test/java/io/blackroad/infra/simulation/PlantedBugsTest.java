package io.blackroad.infra.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The test of the test: each fault planted in our own code breaks its promise in some world, and in no world another; but
 * whoever obeys a decision that is taken back and made anew has written what nobody decided, and a state that is newer than its
 * place in the log is not the one of an undisturbed run up to that place.
 */
class PlantedBugsTest {
    private static final int WORLDS = 20;

    @ParameterizedTest
    @CsvSource({
        "DEAD_LETTER_DROPPED, I1_BALANCE,",
        "LEDGER_OUTLIVES_CRASH, I1_BALANCE,",
        "DEDUPLICATION_OFF, I1_BALANCE,",
        "AT_LEAST_ONCE, I1_BALANCE, I7_CONVERGENCE",
        "READ_UNCOMMITTED, I2_DECISION_LOG, I4_FENCE",
        "CLOCK_IN_DECISION, I3_DETERMINISM,",
        "FENCE_DROPPED, I4_FENCE,",
        "FENCE_NOT_STRICT, I4_FENCE,",
        "CONFLICT_IGNORED, I4_FENCE,",
        "REPORT_BEFORE_APPLY, I4_FENCE,",
        "DOUBLE_GRANT, I4_FENCE,",
        "COOLDOWN_FORGOTTEN, I5_BOUNDS,",
        "MISSING_COUNTS_AS_IDLE, I6_HOLD,",
        "DELTAS, I7_CONVERGENCE,",
        "AGENTS_NOT_COUNTED, I7_CONVERGENCE,",
        "RESIDENTS_UNTOLD, I7_CONVERGENCE,",
        "COST_PAST_LAST_FACT, I9_MONEY,",
        "COST_ON_PROCESSING_TIME, I9_MONEY,",
        "LATE_LOST_FROM_BILL, I9_MONEY,",
        "ALERT_FORGOTTEN, ALERTS,",
        "ALERT_ON_PROCESSING_TIME, ALERTS,",
        "COUNTED_TWICE_AFTER_MOVE, PLACES,",
        "MOVES_FORGOTTEN, PLANS,",
        "PLAN_OUTLIVES_WORKER, PLANS,",
        "VICTIMS_NAMED_TWICE, VICTIMS,"
    })
    void turnsItsPromiseRedAndNoOtherButWhatFollows(Bug bug, Invariant promise, Invariant follows) {
        List<Set<Invariant>> broken = LongStream.range(0, WORLDS)
                .parallel()
                .mapToObj(seed -> Simulation.play(seed, bug).broken())
                .filter(any -> !any.isEmpty())
                .distinct()
                .toList();
        assertThat(broken).contains(Set.of(promise));
        assertThat(broken).allSatisfy(each -> assertThat(each).contains(promise));
        Set<Invariant> all = follows == null ? Set.of(promise) : Set.of(promise, follows);
        assertThat(broken).allSatisfy(each -> assertThat(all).containsAll(each));
    }
}
